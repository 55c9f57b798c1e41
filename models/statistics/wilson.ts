import type { Defined } from '../errors.ts';

/** Lower and upper end. */
export type Interval = readonly [low: number, high: number];

/** 97.5 % point of the standard normal distribution. */
const Z_95 = 1.959963984540054;

/**
 * Wilson score interval of a proportion, 95 %.
 * @returns an interval within [0, 1]; undefined without trials.
 * @see Wilson 1927, doi:10.1080/01621459.1927.10502953
 */
export function wilsonInterval(events: number, trials: number): Defined<Interval> {
  if (trials === 0) return { undefined: 'no trials' };
  const rate = events / trials;
  const square = Z_95 ** 2 / trials;
  const centre = rate + square / 2;
  const half = Z_95 * Math.sqrt((rate * (1 - rate)) / trials + square / (4 * trials));
  // Rounding must not push the ends past what a proportion can be.
  return {
    value: [Math.max(0, (centre - half) / (1 + square)), Math.min(1, (centre + half) / (1 + square))],
  };
}
