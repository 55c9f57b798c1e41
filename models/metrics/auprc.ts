import type { Defined } from '../errors.ts';
import type { MetricDescriptor, Statistic } from './metric.ts';
import { rankedGroups } from './ranked-groups.ts';

export const AUPRC: MetricDescriptor = {
  key: 'auprc',
  label: 'AUPRC',
  description: 'Average precision over recall; read it beside the prevalence, which is what chance gives.',
  bestValue: 'highest',
  minimumEvents: 20,
};

/**
 * Average precision: over distinct thresholds descending, the sum of (recall gained) x (precision there), without
 * interpolation; tied scores enter together.
 * @param labels 0/1, shape `[numRows]`.
 * @param scores logits or probabilities, same shape.
 * @returns a statistic in [0, 1]; undefined when no positive is drawn.
 * @throws {ModelError} `shape` when the lengths differ.
 * @see Davis & Goadrich 2006, doi:10.1145/1143844.1143874
 */
export function auprcStatistic(labels: ArrayLike<number>, scores: ArrayLike<number>): Statistic {
  const groups = rankedGroups(labels, scores);
  return (counts) => {
    const { positives, negatives } = groups(counts);
    let found = 0;
    let flagged = 0;
    let area = 0;
    for (let group = positives.length - 1; group >= 0; group -= 1) {
      const positive = positives[group] ?? 0;
      found += positive;
      flagged += positive + (negatives[group] ?? 0);
      if (positive > 0) area += positive * (found / flagged);
    }
    if (found === 0) return { undefined: 'no positive label' };
    return { value: area / found };
  };
}

/** {@link auprcStatistic} with every row counted once. */
export function auprc(labels: ArrayLike<number>, scores: ArrayLike<number>): Defined<number> {
  return auprcStatistic(labels, scores)();
}
