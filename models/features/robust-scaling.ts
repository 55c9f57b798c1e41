import { isDefined } from '../metrics/metric.ts';
import { quantile } from '../statistics/quantile.ts';

/** How one numeric feature is brought to a common scale. Plain data. */
export interface RobustScaling {
  /** Whether `sign(x) log(1 + |x|)` comes first. */
  readonly log: boolean;
  readonly median: number;
  /** Interquartile range / 1.35: the standard deviation, if the values were normal. */
  readonly scale: number;
}

/** Scaled values end here: a slip of the pen must not outweigh a patient. */
const CLIP = 4;
/** Quartiles of a normal distribution lie 1.35 standard deviations apart. */
const NORMAL_IQR = 1.35;
/** Long-tailed if the 95th percentile exceeds this many medians (recipes.md 2, F2). */
const LONG_TAIL = 4;

/**
 * Fits the scaling of one feature.
 * @param values training values, any order.
 * @returns `null` when the values do not vary: such a feature says nothing.
 */
export function fitRobustScaling(values: ArrayLike<number>): RobustScaling | null {
  const sorted = Float64Array.from(values).sort();
  const [smallest, largest] = [at(sorted, 0), at(sorted, 1)];
  if (smallest === largest) return null;
  const log = smallest >= 0 && at(sorted, 0.95) > LONG_TAIL * at(sorted, 0.5);
  const kept = log ? sorted.map((value) => Math.log1p(value)) : sorted;
  const iqr = at(kept, 0.75) - at(kept, 0.25);
  // Where half of the values are one and the same, what spread there is decides.
  const scale = iqr > 0 ? iqr / NORMAL_IQR : standardDeviation(kept);
  return { log, median: at(kept, 0.5), scale };
}

/** The scaled value, in [-4, 4]. */
export function scaleValue({ log, median, scale }: RobustScaling, value: number): number {
  const kept = log ? Math.sign(value) * Math.log1p(Math.abs(value)) : value;
  return Math.min(Math.max((kept - median) / scale, -CLIP), CLIP);
}

function at(sorted: Float64Array, q: number): number {
  const result = quantile(sorted, q);
  return isDefined(result) ? result.value : 0;
}

function standardDeviation(values: Float64Array): number {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  return Math.sqrt(values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length);
}
