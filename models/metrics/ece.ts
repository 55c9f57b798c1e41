import type { Defined } from '../errors.ts';
import type { MetricDescriptor, Statistic } from './metric.ts';
import { equalMassBins, equalWidthBins, reliability, type Binning } from './reliability.ts';

export const ECE: MetricDescriptor = {
  key: 'ece',
  label: 'ECE',
  description: 'Expected calibration error: mean gap between predicted and observed rate over bins.',
  bestValue: 'lowest',
};

export interface EceOptions {
  /** Default 10. */
  readonly bins?: number;
  /** `width` (default): bins of equal width. `mass`: bins of equal numbers, edges fixed from all rows. */
  readonly binning?: 'width' | 'mass';
}

/**
 * Expected calibration error, `sum over bins of n_b / N * |mean p - mean y|`.
 * @param labels 0/1, shape `[numRows]`.
 * @param probabilities in [0, 1], same shape.
 * @returns a statistic in [0, 1]; undefined without rows.
 * @throws {ModelError} `shape` when the lengths differ.
 * @see Naeini, Cooper, Hauskrecht 2015 (AAAI)
 */
export function eceStatistic(
  labels: ArrayLike<number>,
  probabilities: ArrayLike<number>,
  { bins = 10, binning = 'width' }: EceOptions = {},
): Statistic {
  const binned: Binning =
    binning === 'width' ? equalWidthBins(probabilities, bins) : equalMassBins(probabilities, bins);
  return (counts) => {
    const filled = reliability(labels, probabilities, binned, counts);
    const rows = filled.reduce((sum, bin) => sum + bin.n, 0);
    if (rows === 0) return { undefined: 'no encounters' };
    const gap = filled.reduce(
      (sum, bin) => sum + bin.n * Math.abs(bin.meanProbability - bin.observedRate),
      0,
    );
    return { value: gap / rows };
  };
}

/** {@link eceStatistic} with every row counted once. */
export function ece(
  labels: ArrayLike<number>,
  probabilities: ArrayLike<number>,
  options?: EceOptions,
): Defined<number> {
  return eceStatistic(labels, probabilities, options)();
}
