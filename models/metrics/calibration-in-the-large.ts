import type { Defined } from '../errors.ts';
import { fitLogisticRegression } from '../statistics/logistic-regression.ts';
import { clippedLogit } from '../statistics/sigmoid.ts';
import { requireSameLength, type MetricDescriptor, type Statistic } from './metric.ts';

export const CALIBRATION_IN_THE_LARGE: MetricDescriptor = {
  key: 'calibrationInTheLarge',
  label: 'Calibration in the large',
  description: 'Shift of the logit that makes the mean prediction right; above 0 the risk is underestimated.',
  bestValue: 0,
};

/**
 * Intercept alone, with the logit of the probability as offset.
 * @param labels 0/1, shape `[numRows]`.
 * @param probabilities in [0, 1], same shape.
 * @returns a statistic in logits; undefined when one class is drawn.
 * @throws {ModelError} `shape` when the lengths differ.
 */
export function calibrationInTheLargeStatistic(
  labels: ArrayLike<number>,
  probabilities: ArrayLike<number>,
): Statistic {
  requireSameLength(labels, probabilities, 'probabilities');
  const offset = Float64Array.from(probabilities, clippedLogit);
  const design = { rows: labels.length, columns: 0, values: new Float64Array(0) };
  return (counts) => {
    const fit = fitLogisticRegression({
      design,
      labels,
      offset,
      ...(counts === undefined ? {} : { counts }),
    });
    return 'undefined' in fit ? fit : { value: fit.value.intercept };
  };
}

/** {@link calibrationInTheLargeStatistic} with every row counted once. */
export function calibrationInTheLarge(
  labels: ArrayLike<number>,
  probabilities: ArrayLike<number>,
): Defined<number> {
  return calibrationInTheLargeStatistic(labels, probabilities)();
}
