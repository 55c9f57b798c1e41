import type { Defined } from '../errors.ts';
import { isDefined } from './metric.ts';

/** A metric that has no value, and why. */
export interface UndefinedMetric {
  readonly metric: string;
  readonly reason: string;
}

/** Named metrics as they leave the library: `null` where undefined, each reason listed. */
export interface MetricSummary<K extends string> {
  readonly values: Readonly<Record<K, number | null>>;
  readonly undefined: readonly UndefinedMetric[];
}

/** Splits defined values from reasons. Nothing undefined is ever NaN or 0. */
export function summariseMetrics<K extends string>(
  metrics: Readonly<Record<K, Defined<number>>>,
): MetricSummary<K> {
  const entries = Object.entries(metrics) as [K, Defined<number>][];
  return {
    values: Object.fromEntries(
      entries.map(([key, result]) => [key, isDefined(result) ? result.value : null]),
    ) as Record<K, number | null>,
    undefined: entries.flatMap(([metric, result]) =>
      isDefined(result) ? [] : [{ metric, reason: result.undefined }],
    ),
  };
}
