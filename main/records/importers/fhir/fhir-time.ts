/**
 * A moment, or a day, month or year, as FHIR writes them: minutes since 1970-01-01 00:00, by arithmetic alone, so that
 * the clock of the machine has no part in it. Seconds are cut off.
 */
export interface FhirTime {
  /** The first minute that is meant. */
  readonly first: number;
  /** The last minute that is meant; of a moment the same. */
  readonly last: number;
  /**
   * Minutes east of Greenwich of the clock that it was read from; its minutes are then those of UTC. `null`: no time of
   * day is given, and the minutes are those of whichever clock the source goes by.
   */
  readonly offset: number | null;
}

/** One minute, as it is handed on: of UTC where there is an offset, else of the clock of the source. */
export interface Moment {
  readonly minute: number;
  readonly offset: number | null;
}

/** When something that happened then began: a day counts from its first minute. */
export function startOf(time: FhirTime | undefined): Moment | null {
  return time === undefined ? null : { minute: time.first, offset: time.offset };
}

/** When something that happened then was over, or known: a day counts to its last minute. */
export function endOf(time: FhirTime | undefined): Moment | null {
  return time === undefined ? null : { minute: time.last, offset: time.offset };
}

const MOMENT =
  /^(\d{4})(?:-(\d\d)(?:-(\d\d)(?:T([01]\d|2[0-3]):([0-5]\d):(?:[0-5]\d|60)(?:\.\d+)?(?:Z|([+-])(0\d|1[0-4]):([0-5]\d)))?)?)?$/;

/** As in all records: minutes fit an Int32, and so do their differences. Births before 1970 are dates as any. */
const FIRST_YEAR = 1850;
const LAST_YEAR = 2999;

const MINUTES_PER_HOUR = 60;
const MINUTES_PER_DAY = 24 * MINUTES_PER_HOUR;
const FURTHEST_OFFSET = 14 * MINUTES_PER_HOUR;
const MONTHS = 12;
const MONTH_DAYS = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31] as const;

/** Reads a `dateTime` or a `date`; `null` where the text is none, or names no day that there is. */
export function parseTime(text: string): FhirTime | null {
  const parts = MOMENT.exec(text);
  if (parts === null) return null;
  const [year = 0, month, day, hour, minute] = parts.slice(1, 6).map(numberOf);
  if (year < FIRST_YEAR || year > LAST_YEAR) return null;
  if (month === undefined) return period(dayNumber(year, 1, 1), dayNumber(year + 1, 1, 1));
  if (month < 1 || month > MONTHS) return null;
  const days = daysOfMonth(year, month);
  const first = dayNumber(year, month, 1);
  if (day === undefined) return period(first, first + days);
  if (day < 1 || day > days) return null;
  const midnight = first + day - 1;
  if (hour === undefined || minute === undefined) return period(midnight, midnight + 1);
  const offset = offsetOf(parts);
  if (Math.abs(offset) > FURTHEST_OFFSET) return null;
  const utc = midnight * MINUTES_PER_DAY + hour * MINUTES_PER_HOUR + minute - offset;
  return { first: utc, last: utc, offset };
}

/** Whether a time of day is given. */
export function isMoment({ offset }: FhirTime): boolean {
  return offset !== null;
}

/** Whether at least the day is known. */
export function namesDay({ first, last }: FhirTime): boolean {
  return last - first < MINUTES_PER_DAY;
}

/** The day in the middle of what is meant, since 1970-01-01: that of a birth of which only the year is known. */
export function middleDay({ first, last }: FhirTime): number {
  return Math.floor((first + last) / 2 / MINUTES_PER_DAY);
}

/** @param end the day after the last. */
function period(start: number, end: number): FhirTime {
  return { first: start * MINUTES_PER_DAY, last: end * MINUTES_PER_DAY - 1, offset: null };
}

function numberOf(digits: string | undefined): number | undefined {
  return digits === undefined ? undefined : Number(digits);
}

function offsetOf([, , , , , , sign, hours, minutes]: RegExpExecArray): number {
  if (sign === undefined) return 0;
  const offset = Number(hours) * MINUTES_PER_HOUR + Number(minutes);
  return sign === '-' ? -offset : offset;
}

/** Days from 1970-01-01 to a date of the Gregorian calendar. */
function dayNumber(year: number, month: number, day: number): number {
  const before = MONTH_DAYS.slice(0, month - 1).reduce((sum, days) => sum + days, 0);
  const leapDay = month > 2 && isLeapYear(year) ? 1 : 0;
  return (year - 1970) * 365 + leapDaysBefore(year) - leapDaysBefore(1970) + before + leapDay + day - 1;
}

function daysOfMonth(year: number, month: number): number {
  return (MONTH_DAYS[month - 1] ?? 0) + (month === 2 && isLeapYear(year) ? 1 : 0);
}

function leapDaysBefore(year: number): number {
  const last = year - 1;
  return Math.floor(last / 4) - Math.floor(last / 100) + Math.floor(last / 400);
}

function isLeapYear(year: number): boolean {
  return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
}
