import { difference } from '../../models/statistics/bootstrap.ts';
import { deviation, valueOf } from '../accuracy/figures.ts';
import { type FoldRows, foldStatistic, maskedSubsets } from '../accuracy/fold-scores.ts';

/** Mean over seeds, and their standard deviation; `null` of one seed. */
export interface SeedFigure {
  readonly mean: number;
  readonly sd: number | null;
}

/** Test rows of a pair of cohorts, and what the best score there can be says of each of their subsets, `[n, 64]`. */
export interface ScoredPair {
  readonly rows: FoldRows;
  readonly bayes: ArrayLike<number>;
}

export interface Masking {
  readonly rates: readonly number[];
  readonly maskSeeds: readonly number[];
}

/** AUROC of the Bayes score at each rate, and by how much each method is below it: same admissions, same masks. */
export interface PairRegret {
  readonly bayes: readonly number[];
  /** By method, one a rate. */
  readonly regret: Readonly<Record<string, readonly number[]>>;
}

/** @param scores logits of the test rows for every subset, `[n, 64]`, by method. */
export function pairRegret(
  { rows, bayes }: ScoredPair,
  scores: Readonly<Record<string, ArrayLike<number>>>,
  { rates, maskSeeds }: Masking,
): PairRegret {
  const drawn = rates.map((rate) => maskedSubsets(rows, rate, maskSeeds));
  const best = drawn.map((masks) => foldStatistic(rows, [bayes], masks, 'auroc'));
  const regret = Object.entries(scores).map(([name, table]) => [
    name,
    drawn.map((masks, r) => {
      const own = foldStatistic(rows, [table], masks, 'auroc');
      return valueOf(difference(best[r] ?? own, own));
    }),
  ]);
  return {
    bayes: best.map(valueOf),
    regret: Object.fromEntries(regret) as PairRegret['regret'],
  };
}

export interface MethodRegret {
  readonly name: string;
  /** One a rate. */
  readonly regret: readonly SeedFigure[];
  /** Regret of this method less that of the first, pair by pair, one a rate. */
  readonly above: readonly SeedFigure[];
}

/** Figures of all pairs; every method must have been scored on each. */
export function regretOverSeeds(pairs: readonly PairRegret[]): {
  readonly bayes: SeedFigure[];
  readonly methods: MethodRegret[];
} {
  const [first] = pairs;
  const names = Object.keys(first?.regret ?? {});
  const reference = names[0] ?? '';
  const rates = [...(first?.bayes ?? []).keys()];
  const at = (pair: PairRegret, name: string, r: number): number => pair.regret[name]?.[r] ?? Number.NaN;
  return {
    bayes: rates.map((r) => overSeeds(pairs.map(({ bayes }) => bayes[r] ?? Number.NaN))),
    methods: names.map((name) => ({
      name,
      regret: rates.map((r) => overSeeds(pairs.map((pair) => at(pair, name, r)))),
      above: rates.map((r) => overSeeds(pairs.map((pair) => at(pair, name, r) - at(pair, reference, r)))),
    })),
  };
}

function overSeeds(values: readonly number[]): SeedFigure {
  return { mean: values.reduce((sum, value) => sum + value, 0) / values.length, sd: deviation(values) };
}
