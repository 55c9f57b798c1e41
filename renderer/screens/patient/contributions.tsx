import { useCallback, useMemo } from 'react';
import type { Coalitions } from '../../../main/api/services.ts';
import { type Absence, waterfallChart } from '../../charts/waterfall.ts';
import {
  isComplete,
  largestStep,
  riskAfter,
  waterfallOf,
  waterfallRange,
  type Waterfall,
} from '../../charts/waterfall-data.ts';
import { ChartPanel } from '../../components/chart-figure.tsx';
import { Panel } from '../../components/layout.tsx';
import { formatFixed, formatSigned } from '../../format/numbers.ts';
import { formatRisk, probabilityOf } from '../../format/risk.ts';
import { MODALITY_ORDER, type ModalityName } from '../../modality/modalities.ts';
import { type Catalogue, useText } from '../../text/index.ts';
import styles from './patient.module.css';
import { ROW_PX } from './switchboard.tsx';
import type { Scene } from './what-if.ts';

interface Props {
  readonly coalitions: Coalitions;
  readonly scene: Scene;
}

/** From the base rate to this risk, one bar a modality; the bars sum to the score, and the panel says so. */
export function Contributions({ coalitions, scene }: Props) {
  const { patient } = useText();
  if (scene.shown === null) {
    return (
      <Panel title={patient.contributions.title}>
        <p className={styles.quiet}>{patient.contributions.none}</p>
      </Panel>
    );
  }
  return <Drawn coalitions={coalitions} scene={scene} answer={scene.shown} />;
}

function Drawn({ coalitions, scene, answer }: Props & { readonly answer: NonNullable<Scene['shown']> }) {
  const text = useText();
  const { charts, modality } = text;
  const waterfall = useMemo(() => waterfallOf(coalitions.baseRate, answer), [coalitions, answer]);
  const range = useMemo(
    () => waterfallRange(coalitions.coalitions.map((other) => waterfallOf(coalitions.baseRate, other))),
    [coalitions],
  );
  const absence = useMemo(
    () => Object.fromEntries(MODALITY_ORDER.map((name) => [name, absenceOf(name, coalitions, scene, text)])),
    [coalitions, scene, text],
  );
  const draw = useCallback(
    (width: number) =>
      waterfallChart(waterfall, {
        width,
        range,
        rowHeight: ROW_PX,
        texts: {
          base: charts.waterfall.base,
          risk: charts.waterfall.risk,
          axis: charts.waterfall.axis,
          reaches: charts.waterfall.reaches,
          names: modality.name,
          absence,
        },
      }),
    [waterfall, range, charts, modality, absence],
  );
  const title = titleOf(waterfall, scene.off.length > 0, text);
  return (
    <ChartPanel
      title={title}
      help="contribution"
      draw={draw}
      table={() => tableOf(waterfall, absence, text)}
    />
  );
}

/** What moved the risk most, and from where to where it went. */
function titleOf(waterfall: Waterfall, isWhatIf: boolean, { charts, common, modality }: Catalogue): string {
  const words = charts.waterfall;
  const base = formatRisk(probabilityOf(waterfall.base));
  const risk = formatRisk(probabilityOf(waterfall.total));
  const step = largestStep(waterfall);
  if (step === null) return words.stays(risk);
  const name = modality.name[step.modality];
  const finding = step.contribution > 0 ? words.raises : words.lowers;
  return isWhatIf ? words.whatIf(finding(common.within(name), base, risk)) : finding(name, base, risk);
}

/** Why a modality has no bar, and what stands in for it. */
function absenceOf(name: ModalityName, { states }: Coalitions, scene: Scene, text: Catalogue): Absence {
  const { common, modality } = text;
  const standIn = scene.shown?.substituted.find((other) => other.modality === name);
  return {
    why: scene.off.includes(name) ? modality.off : modality.state[states[name] ?? 'unavailable'],
    standIn: standIn === undefined ? null : modality.standsIn(common.within(modality.name[standIn.by])),
  };
}

/** What the bars add up to, and how they may be read. */
export function ContributionNotes({ coalitions, scene }: Props) {
  const { patient, charts } = useText();
  if (scene.shown === null) return null;
  const waterfall = waterfallOf(coalitions.baseRate, scene.shown);
  const { base, sum, total, residual } = waterfall;
  return (
    <div className={styles.notes}>
      <p className={styles.sum}>
        {isComplete(waterfall)
          ? patient.contributions.sums(
              formatFixed(base, 2),
              formatSigned(sum, 2).replace(/^([+−])/, '$1 '),
              formatFixed(total, 2),
              formatRisk(probabilityOf(total)),
            )
          : patient.contributions.differs(formatSigned(residual, 3))}
      </p>
      <p>{charts.waterfall.legend}</p>
      <p>{patient.contributions.note}</p>
    </div>
  );
}

function tableOf(waterfall: Waterfall, absence: Readonly<Record<string, Absence>>, text: Catalogue) {
  const { charts, modality } = text;
  const { waterfall: words } = charts;
  return {
    columns: [words.modality, words.contribution, words.from, words.to],
    rows: [
      [words.base, '', '', formatRisk(probabilityOf(waterfall.base))],
      ...waterfall.steps.map((step) =>
        step.contribution === null
          ? [
              `${modality.name[step.modality]} (${wordsOf(absence[step.modality]) ?? words.absent})`,
              '',
              '',
              '',
            ]
          : [
              modality.name[step.modality],
              formatSigned(step.contribution, 3),
              formatRisk(probabilityOf(step.from)),
              formatRisk(riskAfter(step)),
            ],
      ),
      [words.risk, formatSigned(waterfall.sum, 3), '', formatRisk(probabilityOf(waterfall.total))],
    ],
  };
}

function wordsOf(absence: Absence | undefined): string | undefined {
  if (absence === undefined) return undefined;
  return absence.standIn === null ? absence.why : `${absence.why}; ${absence.standIn}`;
}
