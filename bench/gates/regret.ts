import { aurocStatistic } from '../../models/metrics/auroc.ts';
import { isDefined, type Statistic } from '../../models/metrics/metric.ts';
import { RandomStream } from '../../models/random/random-stream.ts';
import { bootstrapIntervals, difference, meanStatistic } from '../../models/statistics/bootstrap.ts';
import { lookUp, type SubsetScores } from './subset-scores.ts';
import { nameSubset, NUM_SUBSETS } from './subsets.ts';

/** Encounters with their labels, and what each method says of every subset. */
export interface ScoredSet {
  readonly labels: Uint8Array;
  readonly patients: readonly string[];
  /** By name; each is compared with `reference`. */
  readonly methods: Readonly<Record<string, SubsetScores>>;
  /** The best there can be. */
  readonly reference: SubsetScores;
}

export interface Regret {
  readonly auroc: number;
  /** AUROC of the reference less that of the method, on the same encounters and subsets. */
  readonly regret: number;
  /** Of the regret, from its 95 % bootstrap interval over patients. */
  readonly standardError: number;
}

export interface Comparison {
  readonly n: number;
  readonly positives: number;
  readonly bayes: number;
  readonly methods: Readonly<Record<string, Regret>>;
}

const RESAMPLES = 200;
const BOOTSTRAP_SEED = 20_26;
const Z_95 = 1.959963984540054;

/**
 * Regret of every method where these subsets are in use; several masks are averaged.
 * @param masks the subset of each row, one list a mask.
 * @param rows which encounters; default: all.
 * @returns `null` when one class only is left.
 */
export function compare(
  set: ScoredSet,
  masks: readonly ArrayLike<number>[],
  rows: readonly number[] = [...set.labels.keys()],
): Comparison | null {
  const labels = Uint8Array.from(rows, (row) => set.labels[row] ?? 0);
  const areaOf = (scores: SubsetScores): Statistic =>
    meanStatistic(masks.map((subsets) => aurocStatistic(labels, lookUp(scores, rows, subsets))));
  const reference = areaOf(set.reference);
  const areas = Object.entries(set.methods).map(([name, scores]) => [name, areaOf(scores)] as const);
  const best = reference();
  if (!isDefined(best)) return null;
  const regrets = areas.map(([name, area]) => [name, difference(reference, area)] as const);
  const intervals = bootstrapIntervals(
    { labels, patients: rows.map((row) => set.patients[row] ?? '') },
    Object.fromEntries(regrets),
    { random: RandomStream.fromSeed(BOOTSTRAP_SEED), resamples: RESAMPLES },
  );
  const methods = regrets.map(([name, regret]): [string, Regret] => {
    const value = regret();
    const interval = intervals[name];
    if (!isDefined(value) || interval === undefined || !isDefined(interval)) {
      throw new Error(`the regret of ${name} is undefined where the reference is not`);
    }
    const [low, high] = interval.value.interval;
    return [
      name,
      {
        auroc: best.value - value.value,
        regret: value.value,
        standardError: (high - low) / (2 * Z_95),
      },
    ];
  });
  return {
    n: rows.length,
    positives: labels.reduce((sum, label) => sum + label, 0),
    bayes: best.value,
    methods: Object.fromEntries(methods),
  };
}

export interface PatternRegret extends Comparison {
  readonly pattern: string;
}

/**
 * Regret of each of the 63 patterns, over the encounters that have all of it; what else they have is switched off.
 * @param present what is there of each encounter, as subsets.
 */
export function compareByPattern(set: ScoredSet, present: Uint8Array): PatternRegret[] {
  const patterns = Array.from({ length: NUM_SUBSETS - 1 }, (_, i) => i + 1);
  return patterns.flatMap((pattern) => {
    const rows = [...present.keys()].filter((row) => ((present[row] ?? 0) & pattern) === pattern);
    const compared = compare(set, [new Uint8Array(rows.length).fill(pattern)], rows);
    return compared === null ? [] : [{ pattern: nameSubset(pattern), ...compared }];
  });
}
