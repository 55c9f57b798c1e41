import { useCallback, useMemo } from 'react';
import type { ComparisonReport } from '../../../main/api/services.ts';
import { barsChart, type Bar } from '../../charts/bars.ts';
import { ChartPanel } from '../../components/chart-figure.tsx';
import { DataTable, type Column } from '../../components/data-table.tsx';
import { Panel, Stack } from '../../components/layout.tsx';
import { Notice } from '../../components/notice.tsx';
import { RejectedBefore } from '../../components/rejected-before.tsx';
import { formatCount, formatFixed, formatSigned, NO_VALUE } from '../../format/numbers.ts';
import { formatInterval, formatMetric, formatShare } from '../../format/risk.ts';
import { useText } from '../../text/index.ts';
import { type ComparedMetric, COMPARED, verdictOf } from './comparison-verdict.ts';
import { notAssessed } from './not-assessed.ts';
import styles from './registry.module.css';

interface Props {
  readonly comparison: ComparisonReport;
  /** Names of the models. */
  readonly first: string;
  readonly second: string;
}

/** Differences of two models with their intervals, as figures and as a table, and the tests over rates. */
export function ComparisonFigures(props: Props) {
  const { comparison } = props;
  const text = useText();
  const words = text.models.model.compare;
  const { n, positives, leftOut } = comparison;
  return (
    <Stack>
      <p className={styles.quiet}>
        {words.about(formatCount(n), formatCount(positives))}
        {leftOut > 0 && ` ${words.leftOut(formatCount(leftOut))}`}
      </p>
      <div className={styles.figures}>
        {COMPARED.map((metric) => (
          <Differences key={metric} {...props} metric={metric} />
        ))}
        <Tests comparison={comparison} />
      </div>
      <Figures {...props} />
      {notAssessed(comparison.undefined, 'test', text).map((sentence) => (
        <Notice key={sentence}>{sentence}</Notice>
      ))}
      <RejectedBefore reasons={comparison.rejected} />
    </Stack>
  );
}

const DIGITS = 3;

function useRateName() {
  const words = useText().models.model.compare;
  return useCallback((rate: number) => (rate === 0 ? words.none0 : words.rate(formatShare(rate))), [words]);
}

function Differences({ comparison, first, second, metric }: Props & { readonly metric: ComparedMetric }) {
  const words = useText().models.model.compare;
  const nameOf = useRateName();
  const bars = useMemo(
    () =>
      comparison.rates.flatMap(({ rate, [metric]: { difference, interval } }): Bar[] =>
        difference === null
          ? []
          : [
              {
                name: nameOf(rate),
                value: difference,
                color: 'var(--accent)',
                ...(interval === null ? {} : { interval }),
              },
            ],
      ),
    [comparison, metric, nameOf],
  );
  const axis = words.axis(words.metrics[metric]);
  const draw = useCallback(
    (width: number) => barsChart(bars, { width, axis, format: (value) => formatSigned(value, DIGITS) }),
    [bars, axis],
  );
  const verdict = verdictOf(comparison, metric);
  const name = words.metrics[metric];
  const title =
    verdict === null
      ? words.unknown(name)
      : verdict.better === null
        ? words.same(name)
        : words.better(name, verdict.better === 'first' ? first : second, formatFixed(verdict.by, DIGITS));
  if (bars.length === 0) return <Panel title={title}>{NO_VALUE}</Panel>;
  return (
    <ChartPanel
      title={title}
      help={metric}
      draw={draw}
      table={() => ({
        columns: [words.table.rate, words.table.difference, words.table.interval],
        rows: comparison.rates.map(({ rate, [metric]: { difference, interval } }) => [
          nameOf(rate),
          difference === null ? NO_VALUE : formatSigned(difference, DIGITS),
          formatInterval(interval),
        ]),
      })}
    />
  );
}

function Figures({ comparison }: Props) {
  const words = useText().models.model.compare;
  const nameOf = useRateName();
  const rows = comparison.rates.flatMap((own) =>
    COMPARED.map((metric) => ({ rate: own.rate, metric, ...own[metric] })),
  );
  type Row = (typeof rows)[number];
  const columns: Column<Row>[] = [
    { key: 'rate', header: words.table.rate, rowHeader: true, cell: ({ rate }) => nameOf(rate) },
    { key: 'metric', header: words.table.metric, cell: ({ metric }) => words.metrics[metric] },
    { key: 'first', header: words.table.first, numeric: true, cell: ({ first }) => formatMetric(first) },
    { key: 'second', header: words.table.second, numeric: true, cell: ({ second }) => formatMetric(second) },
    {
      key: 'difference',
      header: words.table.difference,
      numeric: true,
      cell: ({ difference }) => (difference === null ? NO_VALUE : formatSigned(difference, DIGITS)),
    },
    {
      key: 'interval',
      header: words.table.interval,
      numeric: true,
      cell: ({ interval }) =>
        interval === null
          ? NO_VALUE
          : `${formatSigned(interval[0], DIGITS)} to ${formatSigned(interval[1], DIGITS)}`,
    },
  ];
  return (
    <Panel title={words.table.title}>
      <DataTable
        label={words.table.title}
        columns={columns}
        rows={rows}
        rowKey={({ rate, metric }) => `${rate} ${metric}`}
      />
    </Panel>
  );
}

function Tests({ comparison }: Pick<Props, 'comparison'>) {
  const words = useText().models.model.compare;
  const { overSeeds, overSeedsAndRates } = comparison.wilcoxon;
  const rows = overSeeds.length > 0 ? overSeeds : overSeedsAndRates;
  if (rows.every(({ p }) => p === null)) return null;
  const probability = (p: number | null): string => (p === null ? NO_VALUE : formatFixed(p, 3));
  type Row = (typeof rows)[number];
  const columns: Column<Row>[] = [
    {
      key: 'metric',
      header: words.tests.metric,
      rowHeader: true,
      cell: ({ metric }) => words.metrics[metric],
    },
    { key: 'n', header: words.tests.n, numeric: true, cell: ({ n }) => formatCount(n) },
    { key: 'p', header: words.tests.p, numeric: true, cell: ({ p }) => probability(p) },
    {
      key: 'adjusted',
      header: words.tests.adjusted,
      numeric: true,
      cell: ({ adjusted }) => probability(adjusted),
    },
  ];
  return (
    <Panel title={words.tests.title} note={words.tests.note}>
      <DataTable label={words.tests.title} columns={columns} rows={rows} rowKey={({ metric }) => metric} />
    </Panel>
  );
}
