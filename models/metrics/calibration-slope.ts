import type { Defined } from '../errors.ts';
import { fitLogisticRegression } from '../statistics/logistic-regression.ts';
import { clippedLogit } from '../statistics/sigmoid.ts';
import { requireSameLength, type MetricDescriptor, type Statistic } from './metric.ts';

export const CALIBRATION_SLOPE: MetricDescriptor = {
  key: 'calibrationSlope',
  label: 'Calibration slope',
  description: 'Below 1 the probabilities are too extreme, above 1 too timid.',
  bestValue: 1,
  minimumEvents: 50,
};

export const CALIBRATION_INTERCEPT: MetricDescriptor = {
  key: 'calibrationIntercept',
  label: 'Calibration intercept',
  description: 'Intercept that goes with the slope.',
  bestValue: 0,
  minimumEvents: 50,
};

/**
 * Slope and intercept of the logistic regression of the label on the logit of the probability.
 * @param labels 0/1, shape `[numRows]`.
 * @param probabilities in [0, 1], same shape.
 * @returns two statistics; both undefined when one class is drawn or the classes are separated.
 * @throws {ModelError} `shape` when the lengths differ.
 * @see Cox 1958, doi:10.1093/biomet/45.3-4.562
 */
export function calibrationLineStatistics(
  labels: ArrayLike<number>,
  probabilities: ArrayLike<number>,
): { readonly slope: Statistic; readonly intercept: Statistic } {
  requireSameLength(labels, probabilities, 'probabilities');
  const design = { rows: labels.length, columns: 1, values: Float64Array.from(probabilities, clippedLogit) };
  const read =
    (part: (fit: { intercept: number; coefficients: Float64Array }) => number): Statistic =>
    (counts) => {
      const fit = fitLogisticRegression({ design, labels, ...(counts === undefined ? {} : { counts }) });
      return 'undefined' in fit ? fit : { value: part(fit.value) };
    };
  return {
    slope: read((fit) => fit.coefficients[0] ?? 0),
    intercept: read((fit) => fit.intercept),
  };
}

/** Calibration slope with every row counted once. */
export function calibrationSlope(
  labels: ArrayLike<number>,
  probabilities: ArrayLike<number>,
): Defined<number> {
  return calibrationLineStatistics(labels, probabilities).slope();
}

/** Calibration intercept with every row counted once. */
export function calibrationIntercept(
  labels: ArrayLike<number>,
  probabilities: ArrayLike<number>,
): Defined<number> {
  return calibrationLineStatistics(labels, probabilities).intercept();
}
