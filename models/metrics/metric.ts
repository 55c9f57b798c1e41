import { type Defined, ModelError } from '../errors.ts';
import { sentence, type Sentence } from '../wording.ts';

/** What a metric means, for whoever shows it. */
export interface MetricDescriptor {
  readonly key: string;
  readonly label: string;
  readonly description: string;
  /** `highest` or `lowest` is best, or the number that a perfect model has. */
  readonly bestValue: 'highest' | 'lowest' | number;
  /** Below this many events the figure is shown as "not assessed". */
  readonly minimumEvents?: number;
}

/** How often each row is drawn, one number a row; what a bootstrap resample is. */
export type Counts = ArrayLike<number>;

/**
 * A figure of fixed rows as a function of how often each is drawn; without counts every row counts once.
 * What can be prepared once (sorting, binning) is prepared when the statistic is made, so that a thousand
 * resamples cost a thousand linear passes.
 */
export type Statistic = (counts?: Counts) => Defined<number>;

export function isDefined<T>(result: Defined<T>): result is { readonly value: T } {
  return 'value' in result;
}

/** @throws {ModelError} `shape` when `labels` and `values` differ in length. */
export function requireSameLength(labels: ArrayLike<number>, values: ArrayLike<number>, name: string): void {
  if (labels.length === values.length) return;
  throw new ModelError('shape', `expected ${labels.length} ${name}, one a label, got ${values.length}`);
}

/** Why a descriptor's figure is not assessed at this many events, or `null`. */
export function notAssessed(metric: MetricDescriptor, events: number): Sentence | null {
  const minimum = metric.minimumEvents ?? 0;
  return events < minimum ? sentence`${events} events, needs ${minimum}` : null;
}
