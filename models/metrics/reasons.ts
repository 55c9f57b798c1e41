import type { Defined } from '../errors.ts';
import { isDefined } from './metric.ts';
import type { UndefinedMetric } from './summary.ts';

/** Turns figures into numbers or `null` while a report is made of them, and keeps why they are undefined. */
export class Reasons {
  readonly undefined: UndefinedMetric[] = [];

  /** The value; `null`, its reason kept under the name of the metric, where it is undefined. */
  valueOf<T>(metric: string, result: Defined<T>): T | null {
    if (isDefined(result)) return result.value;
    this.undefined.push({ metric, reason: result.undefined });
    return null;
  }
}
