import { isDefined } from '../../models/metrics/metric.ts';
import { holmBonferroni } from '../../models/statistics/holm.ts';
import { wilcoxonSignedRank } from '../../models/statistics/wilcoxon.ts';
import { COMPARED, type ComparedMetric } from './paired-scores.ts';

/** Differences of each metric, `[seeds][rates]`. */
export type Differences = Readonly<Record<ComparedMetric, readonly (readonly number[])[]>>;

/** A Wilcoxon signed-rank test of one metric, adjusted for all metrics of its family. */
export interface SignedRank {
  readonly metric: ComparedMetric;
  /** Differences other than 0. */
  readonly n: number;
  readonly zeros: number;
  /** Two-sided. */
  readonly p: number | null;
  /** Holm-Bonferroni over the metrics. */
  readonly adjusted: number | null;
}

export interface SignedRanks {
  /** One difference a seed, the mean over rates; empty for a single seed. */
  readonly overSeeds: readonly SignedRank[];
  /** One a seed and rate. The rates of one seed share its weights, so these are not independent. */
  readonly overSeedsAndRates: readonly SignedRank[];
}

/** Whether one method is better than the other over seeds, and over seeds and rates (method.md 6). */
export function signedRanks(differences: Differences): SignedRanks {
  const bySeed = (metric: ComparedMetric): number[] =>
    differences[metric].filter((rates) => rates.length > 0).map(mean);
  const seeds = Math.max(...COMPARED.map((metric) => differences[metric].length));
  return {
    overSeeds: seeds < 2 ? [] : family(bySeed),
    overSeedsAndRates: family((metric) => differences[metric].flat()),
  };
}

function family(differencesOf: (metric: ComparedMetric) => readonly number[]): SignedRank[] {
  const tests = COMPARED.map((metric) => {
    const differences = differencesOf(metric);
    const result = wilcoxonSignedRank(differences);
    return isDefined(result)
      ? { metric, n: result.value.n, zeros: result.value.zeros, p: result.value.p }
      : { metric, n: 0, zeros: differences.length, p: null };
  });
  const tested = tests.filter(({ p }) => p !== null);
  const adjusted = holmBonferroni(tested.map(({ p }) => p ?? 1));
  return tests.map((test) => ({ ...test, adjusted: adjusted[tested.indexOf(test)] ?? null }));
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
