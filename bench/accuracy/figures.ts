import { isDefined, type Statistic } from '../../models/metrics/metric.ts';
import { RandomStream } from '../../models/random/random-stream.ts';
import { bootstrapIntervals, difference } from '../../models/statistics/bootstrap.ts';
import {
  type FoldRows,
  foldStatistic,
  maskedSubsets,
  meanOverFolds,
  METRIC_KEYS,
  type MetricKey,
  METRICS,
  type SeedTables,
} from './fold-scores.ts';

/** A figure over folds. */
export interface Figure {
  /** Mean of the folds. */
  readonly value: number | null;
  /** Standard deviation over folds. */
  readonly sd: number | null;
  /** 95 %, patients resampled within all folds together. */
  readonly interval: readonly [number, number] | null;
}

export interface RateFigures {
  readonly rate: number;
  readonly figures: Readonly<Record<MetricKey, Figure>>;
  /** The same less that of the reference: same folds, masks and resamples. */
  readonly difference: Readonly<Record<MetricKey, Figure>>;
}

/** A scored method. */
export interface ScoredRow {
  readonly name: string;
  /** One a fold. */
  readonly tables: readonly SeedTables[];
}

export interface FigureRow {
  readonly name: string;
  readonly rates: readonly RateFigures[];
}

export interface FigureRequest {
  readonly folds: readonly FoldRows[];
  /** What every row is compared with. */
  readonly reference: ScoredRow;
  readonly rates: readonly number[];
  readonly maskSeeds: readonly number[];
  readonly resamples: number;
}

const BOOTSTRAP_SEED = 'accuracy';

/** Figures of methods on the same folds under the same masks. */
export function figureRows(rows: readonly ScoredRow[], request: FigureRequest): FigureRow[] {
  const { folds, reference, rates, maskSeeds } = request;
  const masks = rates.map((rate) => folds.map((fold) => maskedSubsets(fold, rate, maskSeeds)));
  return rows.map((row) => ({
    name: row.name,
    rates: rates.map((rate, r) => {
      const perMetric = METRIC_KEYS.map((metric) => {
        const of = ({ tables }: ScoredRow): Statistic[] =>
          folds.map((fold, f) => foldStatistic(fold, tables[f] ?? [], masks[r]?.[f] ?? [], metric));
        const [own, other] = [of(row), of(reference)];
        const less = own.map((statistic, f) => difference(statistic, other[f] ?? statistic));
        return [metric, figureOf(own, metric, request), figureOf(less, metric, request)] as const;
      });
      return {
        rate,
        figures: Object.fromEntries(
          perMetric.map(([metric, own]) => [metric, own]),
        ) as RateFigures['figures'],
        difference: Object.fromEntries(
          perMetric.map(([metric, , less]) => [metric, less]),
        ) as RateFigures['difference'],
      };
    }),
  }));
}

/** A figure with its spread and interval. @param statistics one a fold. */
export function figureOf(
  statistics: readonly Statistic[],
  metric: MetricKey,
  { folds, resamples }: Pick<FigureRequest, 'folds' | 'resamples'>,
): Figure {
  const mean = meanOverFolds(folds, statistics);
  const value = mean();
  if (!isDefined(value)) return { value: null, sd: null, interval: null };
  const sample = {
    labels: folds.flatMap(({ labels }) => [...labels]),
    patients: folds.flatMap(({ patients }) => patients),
  };
  const { figure } = bootstrapIntervals(
    sample,
    { figure: mean },
    { random: RandomStream.fromSeed(BOOTSTRAP_SEED), resamples, stratified: METRICS[metric].stratified },
  );
  return {
    value: value.value,
    sd: deviation(statistics.map((statistic) => valueOf(statistic))),
    interval: isDefined(figure) ? figure.value.interval : null,
  };
}

/** The figure, NaN where it is undefined. */
export function valueOf(statistic: Statistic): number {
  const result = statistic();
  return isDefined(result) ? result.value : Number.NaN;
}

/** Standard deviation of a sample; `null` below two values. */
export function deviation(values: readonly number[]): number | null {
  if (values.length < 2) return null;
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  return Math.sqrt(values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (values.length - 1));
}
