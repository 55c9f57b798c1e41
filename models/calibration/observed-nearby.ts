import type { Defined } from '../errors.ts';
import { requireSameLength } from '../metrics/metric.ts';
import { sigmoid } from '../statistics/sigmoid.ts';
import { wilsonInterval, type Interval } from '../statistics/wilson.ts';

/** Calibration encounters sorted by calibrated logit; plain data, kept with the model. */
export interface CalibrationReference {
  /** Calibrated logits, ascending. */
  readonly logits: readonly number[];
  /** 0/1, in the same order. */
  readonly labels: readonly number[];
}

/** What was observed among the calibration encounters with scores like this one. */
export interface ObservedNearby {
  readonly n: number;
  readonly events: number;
  readonly rate: number;
  /** 95 % Wilson interval of the rate. */
  readonly interval: Interval;
  /** Probabilities of the lowest and the highest of those encounters. */
  readonly from: number;
  readonly to: number;
}

const NEIGHBOURS = 200;
const MINIMUM_ENCOUNTERS = 50;
const MINIMUM_EVENTS = 5;

/** Sorts the calibration split once. @throws {ModelError} `shape` when the lengths differ. */
export function calibrationReference(
  logits: ArrayLike<number>,
  labels: ArrayLike<number>,
): CalibrationReference {
  requireSameLength(labels, logits, 'logits');
  const order = Array.from({ length: logits.length }, (_, row) => row);
  order.sort((a, b) => (logits[a] ?? 0) - (logits[b] ?? 0));
  return { logits: order.map((row) => logits[row] ?? 0), labels: order.map((row) => labels[row] ?? 0) };
}

/**
 * Observed rate among the 200 calibration encounters nearest in calibrated logit: a statement about encounters that
 * scored alike, not about this patient.
 * @returns undefined ("interval not assessed") with fewer than 50 encounters or 5 events.
 * @see contract.md 2
 */
export function observedNearby(reference: CalibrationReference, logit: number): Defined<ObservedNearby> {
  const { logits, labels } = reference;
  if (logits.length < MINIMUM_ENCOUNTERS) {
    return {
      undefined: `interval not assessed: ${logits.length} calibration encounters, needs ${MINIMUM_ENCOUNTERS}`,
    };
  }
  const [start, end] = nearest(logits, logit, Math.min(NEIGHBOURS, logits.length));
  const events = labels.slice(start, end).reduce((sum, label) => sum + label, 0);
  if (events < MINIMUM_EVENTS) {
    return {
      undefined: `interval not assessed: ${events} events among similar scores, needs ${MINIMUM_EVENTS}`,
    };
  }
  const n = end - start;
  const wilson = wilsonInterval(events, n);
  if ('undefined' in wilson) return wilson;
  return {
    value: {
      n,
      events,
      rate: events / n,
      interval: wilson.value,
      from: sigmoid(logits[start] ?? 0),
      to: sigmoid(logits[end - 1] ?? 0),
    },
  };
}

/** The window of `count` ascending values nearest to `target`. */
function nearest(sorted: readonly number[], target: number, count: number): [start: number, end: number] {
  let start = 0;
  let last = sorted.length - count;
  while (start < last) {
    const middle = (start + last) >> 1;
    const below = target - (sorted[middle] ?? 0);
    const above = (sorted[middle + count] ?? 0) - target;
    if (below > above) start = middle + 1;
    else last = middle;
  }
  return [start, start + count];
}
