import { useCallback, useMemo } from 'react';
import type { MissingnessReport } from '../../../main/api/services.ts';
import { barsChart, type Bar } from '../../charts/bars.ts';
import { ChartPanel } from '../../components/chart-figure.tsx';
import { Panel } from '../../components/layout.tsx';
import { Notice } from '../../components/notice.tsx';
import { formatFixed, NO_VALUE } from '../../format/numbers.ts';
import { formatInterval, formatMetric } from '../../format/risk.ts';
import { lookOf } from '../../modality/modalities.ts';
import { type Catalogue, useText } from '../../text/index.ts';
import styles from './checks.module.css';

type Modality = MissingnessReport['modalities'][number];

const CHANCE = 0.5;
/** From here on the rest of the record tells enough to be named in the title. */
const TELLING = 0.6;

interface Props {
  readonly report: MissingnessReport;
}

/** How well the rest of the record tells what is absent, and what no figure can exclude. */
export function ToldByTheRest({ report }: Props) {
  const { checks, modality: names, said } = useText();
  const { told } = checks.missingness;
  const { modalities, caveat } = report;
  const bars = useMemo(
    () =>
      modalities.flatMap(({ modality, predictability: { auroc, interval } }): Bar[] =>
        auroc === null
          ? []
          : [
              {
                name: names.name[modality],
                value: auroc,
                color: lookOf(modality).color,
                ...(interval === null ? {} : { interval }),
              },
            ],
      ),
    [modalities, names],
  );
  const draw = useCallback(
    (width: number) =>
      barsChart(bars, { width, axis: told.axis, format: (value) => formatFixed(value, 2), from: CHANCE }),
    [bars, told],
  );
  const note = (
    <div className={styles.caveat}>
      <Notice>{said(caveat)}</Notice>
    </div>
  );
  if (bars.length === 0) {
    return (
      <Panel title={told.never}>
        <Notice>{said(caveat)}</Notice>
      </Panel>
    );
  }
  const best = bars.reduce((a, b) => (b.value > a.value ? b : a));
  return (
    <ChartPanel
      title={best.value < TELLING ? told.nothing : told.title(best.name, formatFixed(best.value, 2))}
      legend={told.legend}
      draw={draw}
      table={() => ({
        columns: [told.modality, told.auroc, told.interval, told.by],
        rows: modalities.map((own) => [
          names.name[own.modality],
          ...figuresOf(own),
          byWords(own, told, said),
        ]),
      })}
    >
      {note}
    </ChartPanel>
  );
}

function figuresOf({ predictability: { auroc, interval } }: Modality): string[] {
  return [formatMetric(auroc), interval === null ? NO_VALUE : formatInterval(interval)];
}

interface Words {
  readonly reason: (reason: string) => string;
  readonly higher: (name: string) => string;
  readonly lower: (name: string) => string;
}

function byWords(
  { predictability: { strongest, reason } }: Modality,
  words: Words,
  said: Catalogue['said'],
): string {
  if (reason !== null) return words.reason(said(reason));
  return strongest
    .map(({ name, weight }) => (weight > 0 ? words.higher(said(name)) : words.lower(said(name))))
    .join('; ');
}
