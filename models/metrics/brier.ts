import type { Defined } from '../errors.ts';
import { requireSameLength, type MetricDescriptor, type Statistic } from './metric.ts';

export const BRIER: MetricDescriptor = {
  key: 'brier',
  label: 'Brier score',
  description: 'Mean squared difference between probability and outcome; depends on the prevalence.',
  bestValue: 'lowest',
};

/**
 * Brier score, `mean (p - y)^2`.
 * @param labels 0/1, shape `[numRows]`.
 * @param probabilities in [0, 1], same shape.
 * @returns a statistic in [0, 1]; undefined without rows.
 * @throws {ModelError} `shape` when the lengths differ.
 * @see Brier 1950, Monthly Weather Review 78(1)
 */
export function brierStatistic(labels: ArrayLike<number>, probabilities: ArrayLike<number>): Statistic {
  requireSameLength(labels, probabilities, 'probabilities');
  return (counts) => {
    let total = 0;
    let rows = 0;
    for (let row = 0; row < labels.length; row += 1) {
      const count = counts?.[row] ?? 1;
      total += count * ((probabilities[row] ?? 0) - (labels[row] ?? 0)) ** 2;
      rows += count;
    }
    return rows === 0 ? { undefined: 'no encounters' } : { value: total / rows };
  };
}

/** {@link brierStatistic} with every row counted once. */
export function brier(labels: ArrayLike<number>, probabilities: ArrayLike<number>): Defined<number> {
  return brierStatistic(labels, probabilities)();
}
