/** Times of records are integers without zone: minutes, and days, since 1970-01-01 on the wall clock. */
export const MINUTES_PER_HOUR = 60;
export const MINUTES_PER_DAY = 24 * MINUTES_PER_HOUR;

/** The first minute after a calendar day, `null` for no day. */
export function endOfDay(day: number | null): number | null {
  return day === null ? null : (day + 1) * MINUTES_PER_DAY;
}

/** The calendar day of a minute, negative before 1970. */
export function dayOf(minute: number): number {
  return Math.floor(minute / MINUTES_PER_DAY);
}
