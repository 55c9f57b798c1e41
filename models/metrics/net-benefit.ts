import type { Defined } from '../errors.ts';
import { requireSameLength, type MetricDescriptor, type Statistic } from './metric.ts';

export const NET_BENEFIT: MetricDescriptor = {
  key: 'netBenefit',
  label: 'Net benefit',
  description: 'True positives less false positives weighed by the odds of the threshold, per encounter.',
  bestValue: 'highest',
};

/**
 * Net benefit of acting on `p >= threshold`: `TP/N - FP/N * t/(1-t)`.
 * @param labels 0/1, shape `[numRows]`.
 * @param probabilities in [0, 1], same shape.
 * @param threshold in [0, 1).
 * @throws {ModelError} `shape` when the lengths differ.
 * @see Vickers & Elkin 2006, doi:10.1177/0272989X06295361
 */
export function netBenefitStatistic(
  labels: ArrayLike<number>,
  probabilities: ArrayLike<number>,
  threshold: number,
): Statistic {
  requireSameLength(labels, probabilities, 'probabilities');
  const harm = threshold / (1 - threshold);
  return (counts) => {
    let benefit = 0;
    let rows = 0;
    for (let row = 0; row < labels.length; row += 1) {
      const count = counts?.[row] ?? 1;
      rows += count;
      if ((probabilities[row] ?? 0) >= threshold) benefit += labels[row] === 1 ? count : -count * harm;
    }
    return rows === 0 ? { undefined: 'no encounters' } : { value: benefit / rows };
  };
}

/** {@link netBenefitStatistic} with every row counted once. */
export function netBenefit(
  labels: ArrayLike<number>,
  probabilities: ArrayLike<number>,
  threshold: number,
): Defined<number> {
  return netBenefitStatistic(labels, probabilities, threshold)();
}

/** Net benefit of acting on everyone at this prevalence; acting on no one gives 0. */
export function netBenefitTreatAll(prevalence: number, threshold: number): number {
  return prevalence - ((1 - prevalence) * threshold) / (1 - threshold);
}
