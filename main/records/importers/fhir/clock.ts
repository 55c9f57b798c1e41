import type { ImportWork } from '../import-work.ts';
import { sentence } from '../../../../models/wording.ts';

/** How many stays begin on a clock of each offset from UTC, in minutes. */
export type Clocks = ReadonlyMap<number, number>;

const MINUTES_PER_HOUR = 60;

/**
 * The one clock that all times of a source are put on, as minutes east of Greenwich: that on which most stays begin. It
 * does not change with the season, so that durations are exact, and is an hour at most from that on the wall: days are
 * those of the place, and times of several places compare.
 */
export function commonClock(clocks: Clocks): number {
  const [most] = [...clocks].sort(([a, n], [b, m]) => m - n || a - b);
  return most?.[0] ?? 0;
}

/** Says on which clock times are, where some stays were written down by another. */
export function tellClock({ account }: ImportWork, clocks: Clocks, utcOffset: number): void {
  const others = [...clocks].filter(([offset]) => offset !== utcOffset);
  account.warn({
    code: 'one_clock',
    file: sentence`all files`,
    count: others.reduce((sum, [, stays]) => sum + stays, 0),
    message: sentence`stays that begin by another clock than ${clockName(utcOffset)}, on which all times are put`,
  });
}

function clockName(utcOffset: number): string {
  const minutes = Math.abs(utcOffset);
  const [hours, rest] = [Math.trunc(minutes / MINUTES_PER_HOUR), minutes % MINUTES_PER_HOUR];
  const digits = (number: number): string => String(number).padStart(2, '0');
  return `UTC${utcOffset < 0 ? '-' : '+'}${digits(hours)}:${digits(rest)}`;
}
