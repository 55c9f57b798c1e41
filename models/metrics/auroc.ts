import type { Defined } from '../errors.ts';
import type { MetricDescriptor, Statistic } from './metric.ts';
import { rankedGroups } from './ranked-groups.ts';

export const AUROC: MetricDescriptor = {
  key: 'auroc',
  label: 'AUROC',
  description: 'Chance that a positive encounter scores above a negative one; ties count one half.',
  bestValue: 'highest',
  minimumEvents: 20,
};

/**
 * Area under the ROC curve by the rank-sum identity: with tied scores sharing their midrank, it is the share of
 * (positive, negative) pairs in which the positive scores higher, a tie counting one half.
 * @param labels 0/1, shape `[numRows]`.
 * @param scores logits or probabilities, same shape.
 * @returns a statistic in [0, 1]; undefined when only one class is drawn.
 * @throws {ModelError} `shape` when the lengths differ.
 * @see Hanley & McNeil 1982, doi:10.1148/radiology.143.1.7063747
 */
export function aurocStatistic(labels: ArrayLike<number>, scores: ArrayLike<number>): Statistic {
  const groups = rankedGroups(labels, scores);
  return (counts) => {
    const { positives, negatives } = groups(counts);
    let pairsWon = 0;
    let positivesSeen = 0;
    let negativesSeen = 0;
    for (let group = 0; group < positives.length; group += 1) {
      const positive = positives[group] ?? 0;
      const negative = negatives[group] ?? 0;
      pairsWon += positive * (negativesSeen + negative / 2);
      positivesSeen += positive;
      negativesSeen += negative;
    }
    if (positivesSeen === 0) return { undefined: 'no positive label' };
    if (negativesSeen === 0) return { undefined: 'no negative label' };
    return { value: pairsWon / (positivesSeen * negativesSeen) };
  };
}

/** {@link aurocStatistic} with every row counted once. */
export function auroc(labels: ArrayLike<number>, scores: ArrayLike<number>): Defined<number> {
  return aurocStatistic(labels, scores)();
}
