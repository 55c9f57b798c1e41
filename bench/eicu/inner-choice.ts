import { blendLogits } from '../../models/prediction/blend-logits.ts';
import { type Statistic, isDefined } from '../../models/metrics/metric.ts';
import { meanStatistic } from '../../models/statistics/bootstrap.ts';
import {
  type FoldRows,
  foldStatistic,
  maskedSubsets,
  takeFoldRows,
  takeSubsetRows,
} from '../accuracy/fold-scores.ts';
import type { PolicyScores } from '../accuracy/subset-scores.ts';

/** A network's policy and the share of the logistic experts in the blend. */
export interface BlendChoice {
  readonly policy: string;
  readonly share: number;
}

/** 1/3 is a network's logit plus half the experts' (recipes.md 2). */
export const SHARES = [0, 0.2, 1 / 3, 0.5, 2 / 3, 1] as const;

/** Scores of a model that two folds were held out from: what is known of one, without the other. */
export interface InnerScores {
  readonly heldOut: readonly [number, number];
  /** Rows of both folds, in the order of the tables. */
  readonly rows: FoldRows;
  /** Fold of each row. */
  readonly foldOf: readonly number[];
  readonly network: PolicyScores;
  readonly experts: ArrayLike<number>;
}

export interface InnerRequest {
  readonly policies: readonly string[];
  readonly rates: readonly number[];
  /** Other than those of the test. */
  readonly maskSeeds: readonly number[];
}

/**
 * The choice that is best for an outer fold by inner validation: models trained without it and one other fold, scored on
 * that other. Nothing of the outer fold is read.
 * @returns the mean AUROC of the choice over inner folds and rates beside it.
 */
export function chooseBlend(
  outer: number,
  inner: readonly InnerScores[],
  request: InnerRequest,
): BlendChoice & { readonly auroc: number } {
  const own = inner.filter(({ heldOut }) => heldOut.includes(outer));
  const candidates = request.policies.flatMap((policy) => SHARES.map((share) => ({ policy, share })));
  const scored = candidates.map((choice) => ({ ...choice, auroc: innerAuroc(outer, own, choice, request) }));
  const [best] = scored.toSorted((a, b) => b.auroc - a.auroc);
  if (best === undefined) throw new Error('there is nothing to choose from');
  return best;
}

function innerAuroc(
  outer: number,
  inner: readonly InnerScores[],
  { policy, share }: BlendChoice,
  { rates, maskSeeds }: InnerRequest,
): number {
  const statistics: Statistic[] = inner.flatMap(({ rows, foldOf, network, experts }) => {
    const other = [...foldOf.keys()].filter((row) => foldOf[row] !== outer);
    const fold = takeFoldRows(rows, other);
    const table = takeSubsetRows(blendLogits(network[policy] ?? [], experts, share), other);
    return rates.map((rate) => foldStatistic(fold, [table], maskedSubsets(fold, rate, maskSeeds), 'auroc'));
  });
  const mean = meanStatistic(statistics)();
  return isDefined(mean) ? mean.value : -Infinity;
}
