/** Times are whole minutes, and days whole days, since 1970-01-01 on the wall clock: no zone, no `Date`. */
export const MINUTES_PER_HOUR = 60;
export const MINUTES_PER_DAY = 24 * MINUTES_PER_HOUR;

const DAYS_PER_ERA = 146_097;
const DAYS_BEFORE_1970 = 719_468;

export interface CalendarDay {
  readonly year: number;
  /** 1..12 */
  readonly month: number;
  /** 1..31 */
  readonly day: number;
}

/** The day that a minute lies in. */
export function dayOf(minute: number): number {
  return Math.floor(minute / MINUTES_PER_DAY);
}

/**
 * The date of a day in the Gregorian calendar, from 1970 on. Years are counted from March, so that the leap day is their
 * last.
 * @see Hinnant, "chrono-compatible low-level date algorithms", civil_from_days
 */
export function calendarDay(day: number): CalendarDay {
  const shifted = day + DAYS_BEFORE_1970;
  const era = Math.floor(shifted / DAYS_PER_ERA);
  const dayOfEra = shifted - era * DAYS_PER_ERA;
  const yearOfEra = Math.floor(
    (dayOfEra -
      Math.floor(dayOfEra / 1460) +
      Math.floor(dayOfEra / 36_524) -
      Math.floor(dayOfEra / 146_096)) /
      365,
  );
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const monthFromMarch = Math.floor((5 * dayOfYear + 2) / 153);
  const month = monthFromMarch < 10 ? monthFromMarch + 3 : monthFromMarch - 9;
  return {
    year: yearOfEra + era * 400 + (month <= 2 ? 1 : 0),
    month,
    day: dayOfYear - Math.floor((153 * monthFromMarch + 2) / 5) + 1,
  };
}

/** The year that a minute lies in. */
export function yearOf(minute: number): number {
  return calendarDay(dayOf(minute)).year;
}

/** `YYYY-MM-DD`. */
export function formatDay(day: number): string {
  const { year, month, day: dayOfMonth } = calendarDay(day);
  return `${year}-${twoDigits(month)}-${twoDigits(dayOfMonth)}`;
}

/** `YYYY-MM-DD hh:mm:00`, as MIMIC-IV writes it. */
export function formatMinute(minute: number): string {
  const day = dayOf(minute);
  const ofDay = minute - day * MINUTES_PER_DAY;
  const hour = Math.floor(ofDay / MINUTES_PER_HOUR);
  return `${formatDay(day)} ${twoDigits(hour)}:${twoDigits(ofDay - hour * MINUTES_PER_HOUR)}:00`;
}

function twoDigits(value: number): string {
  return value < 10 ? `0${value}` : String(value);
}
