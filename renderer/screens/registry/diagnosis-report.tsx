import { useCallback, useMemo, type ReactNode } from 'react';
import type { Diagnosis } from '../../../main/api/services.ts';
import { barsChart, type Bar } from '../../charts/bars.ts';
import type { Curve } from '../../charts/curves.ts';
import { ChartPanel } from '../../components/chart-figure.tsx';
import { DataTable, type Column } from '../../components/data-table.tsx';
import { Facts } from '../../components/facts.tsx';
import type { Figure as FigureName } from '../../components/figures.ts';
import { Panel, Stack } from '../../components/layout.tsx';
import { ModalityLabel } from '../../components/modality-mark.tsx';
import { Tag, type Tone } from '../../components/tag.tsx';
import { formatCount, formatFixed, NO_VALUE } from '../../format/numbers.ts';
import { formatMetric } from '../../format/risk.ts';
import { capital } from '../../format/words.ts';
import { lookOf, MODALITY_ORDER, type ModalityName } from '../../modality/modalities.ts';
import { useText } from '../../text/index.ts';
import { CurveFigure } from '../train/curve-figure.tsx';
import styles from './registry.module.css';

interface Props {
  readonly diagnosis: Diagnosis;
}

const figure = (value: number | null | undefined, digits = 2): string =>
  value === null || value === undefined ? NO_VALUE : formatFixed(value, digits);

/** What became of each modality in a model, as figures with their tables. */
export function DiagnosisReport({ diagnosis, again }: Props & { readonly again: ReactNode }) {
  return (
    <Stack>
      <Learning diagnosis={diagnosis} again={again} />
      <div className={styles.figures}>
        <Reliance diagnosis={diagnosis} />
        <Similarity diagnosis={diagnosis} />
        <Rank diagnosis={diagnosis} />
        <Losses diagnosis={diagnosis} />
        <Separation diagnosis={diagnosis} />
      </div>
      <NotAssessed diagnosis={diagnosis} />
    </Stack>
  );
}

type Own = NonNullable<Diagnosis['learning'][ModalityName]>;

const TONE: Readonly<Record<Own['standing'], Tone>> = {
  alive: 'good',
  dead: 'warning',
  notAssessed: 'plain',
};

function Learning({ diagnosis, again }: Props & { readonly again: ReactNode }) {
  const words = useText().models.model.diagnosis;
  const { learning, modalities, validationRows, validationPositives, trainingRows } = diagnosis;
  type Row = Own & { readonly name: ModalityName };
  const rows = MODALITY_ORDER.flatMap((name): Row[] => {
    const own = learning[name];
    return own === undefined ? [] : [{ name, ...own }];
  });
  const number = (key: string, header: string, value: (row: Row) => number | null): Column<Row> => ({
    key,
    header,
    numeric: true,
    cell: (row) => figure(value(row), 3),
  });
  const columns: Column<Row>[] = [
    {
      key: 'modality',
      header: words.learning.modality,
      rowHeader: true,
      cell: ({ name }) => <ModalityLabel modality={name} size={18} />,
    },
    {
      key: 'standing',
      header: words.learning.standing,
      cell: ({ standing, collapsed }) => (
        <span className={styles.item}>
          <Tag tone={TONE[standing]}>{words.standing[standing]}</Tag>
          {collapsed && <Tag tone="danger">{words.learning.collapsed}</Tag>}
        </span>
      ),
    },
    number('alone', words.learning.alone, ({ strength }) => strength),
    number('reliance', words.learning.reliance, ({ reliance }) => reliance),
    number('encoder', words.learning.encoder, ({ encoderAuroc }) => encoderAuroc),
    number('untrained', words.learning.untrained, ({ untrainedAuroc }) => untrainedAuroc),
    number('similarity', words.learning.similarity, ({ name }) => modalities[name]?.similarity ?? null),
  ];
  return (
    <Panel
      title={words.learning.title}
      note={words.rows(
        formatCount(validationRows),
        formatCount(validationPositives),
        formatCount(trainingRows),
      )}
      actions={again}
    >
      <div className={styles.stack}>
        <DataTable label={words.learning.title} columns={columns} rows={rows} rowKey={({ name }) => name} />
        <p className={styles.quiet}>{words.learning.legend}</p>
      </div>
    </Panel>
  );
}

interface ModalityBarsProps {
  readonly title: (top: string, value: string) => string;
  readonly axis: string;
  readonly digits: number;
  readonly help: FigureName;
  readonly value: (name: ModalityName) => number | null | undefined;
}

/** One bar for each modality that has the figure; nothing without any. */
function ModalityBars({ title, axis, digits, help, value }: ModalityBarsProps) {
  const { modality, models } = useText();
  const bars = useMemo(
    () =>
      MODALITY_ORDER.flatMap((name): Bar[] => {
        const own = value(name);
        return own === null || own === undefined
          ? []
          : [{ name: modality.name[name], value: own, color: lookOf(name).color }];
      }),
    [value, modality],
  );
  const draw = useCallback(
    (width: number) => barsChart(bars, { width, axis, format: (one) => formatFixed(one, digits) }),
    [bars, axis, digits],
  );
  const top = bars.toSorted((a, b) => b.value - a.value)[0];
  if (top === undefined) return null;
  return (
    <ChartPanel
      title={title(top.name, formatFixed(top.value, digits))}
      help={help}
      draw={draw}
      table={() => ({
        columns: [models.model.diagnosis.learning.modality, axis],
        rows: bars.map((bar) => [bar.name, formatFixed(bar.value, digits)]),
      })}
    />
  );
}

function Reliance({ diagnosis: { learning } }: Props) {
  const words = useText().models.model.diagnosis.reliance;
  const value = useCallback((name: ModalityName) => learning[name]?.reliance, [learning]);
  return <ModalityBars title={words.title} axis={words.axis} digits={3} help="contribution" value={value} />;
}

function Similarity({ diagnosis: { modalities } }: Props) {
  const words = useText().models.model.diagnosis.similarity;
  const value = useCallback((name: ModalityName) => modalities[name]?.similarity, [modalities]);
  return <ModalityBars title={words.title} axis={words.axis} digits={2} help="similarity" value={value} />;
}

function Rank({ diagnosis: { rank, modalities } }: Props) {
  const { modality, models } = useText();
  const words = models.model.diagnosis.rank;
  const ranks = useMemo(
    () => [
      { name: words.fused, color: 'var(--accent)', ...rank },
      ...MODALITY_ORDER.flatMap((name) => {
        const own = modalities[name]?.rank;
        return own === undefined ? [] : [{ name: modality.name[name], color: lookOf(name).color, ...own }];
      }),
    ],
    [rank, modalities, modality, words],
  );
  const draw = useCallback(
    (width: number) =>
      barsChart(
        ranks.flatMap(({ name, color, effective }) =>
          effective === null ? [] : [{ name, color, value: effective }],
        ),
        { width, axis: words.axis, format: (value) => formatFixed(value, 1) },
      ),
    [ranks, words],
  );
  return (
    <ChartPanel
      title={words.title(figure(rank.effective, 1), formatCount(rank.width))}
      help="effectiveRank"
      draw={draw}
      table={() => ({
        columns: [models.model.diagnosis.learning.modality, words.axis, words.numerical, words.of],
        rows: ranks.map(({ name, effective, numerical, width }) => [
          name,
          figure(effective, 1),
          formatCount(numerical),
          formatCount(width),
        ]),
      })}
    />
  );
}

function Losses({ diagnosis: { lossDynamics } }: Props) {
  const words = useText().models.model.diagnosis.loss;
  const { training, validation } = lossDynamics;
  const curves = useMemo(() => {
    const curve = (name: string, color: string, losses: readonly number[] = []): Curve => ({
      name,
      color,
      points: losses.map((value, epoch) => ({ epoch: epoch + 1, value })),
    });
    return [
      curve(words.training, 'var(--accent)', training?.losses),
      curve(words.validation, 'var(--raises-fill)', validation?.losses),
    ];
  }, [training, validation, words]);
  if (training === null) return null;
  return (
    <Panel title={words.panel}>
      <CurveFigure
        title={words.title(formatCount(training.e90 + 1))}
        yLabel={words.axis}
        curves={curves}
        epochs={training.losses.length}
        digits={3}
      />
    </Panel>
  );
}

function Separation({ diagnosis: { separation, varianceInflation, blockEntropy } }: Props) {
  const words = useText().models.model.diagnosis.facts;
  const { linearProbe, mlpProbe, adversary, chance, varianceShare } = separation;
  return (
    <Panel title={words.title}>
      <Facts
        columns
        facts={[
          [words.linear, formatMetric(linearProbe)],
          [words.network, formatMetric(mlpProbe)],
          [words.chance, formatMetric(chance?.accuracy)],
          ...(adversary === null ? [] : [[words.adversary, formatMetric(adversary.accuracy)] as const]),
          [words.share, figure(varianceShare)],
          [words.vif, figure(varianceInflation.mean)],
          [words.entropy, figure(blockEntropy)],
        ]}
      />
    </Panel>
  );
}

/** Figures that could not be had, those of one reason together. */
function NotAssessed({ diagnosis }: Props) {
  const { models, said } = useText();
  const words = models.model.diagnosis;
  const reasons = [...new Set(diagnosis.undefined.map(({ reason }) => reason))];
  if (reasons.length === 0) return null;
  return (
    <Panel title={words.notAssessed}>
      <Facts
        columns
        facts={reasons.map((reason) => [
          capital(said(reason)),
          diagnosis.undefined.flatMap((own) => (own.reason === reason ? own.metric : [])).join(', '),
        ])}
      />
    </Panel>
  );
}
