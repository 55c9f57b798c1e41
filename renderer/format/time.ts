import { locale, perLocale } from './locale.ts';
import { formatFixed, formatSigned, NO_VALUE } from './numbers.ts';

type Unit = 'second' | 'minute' | 'hour' | 'day' | 'year';

function inUnit(value: number, unit: Unit, digits = 0): string {
  return new Intl.NumberFormat(locale(), {
    style: 'unit',
    unit,
    unitDisplay: unit === 'second' || unit === 'minute' || unit === 'hour' ? 'short' : 'long',
    maximumFractionDigits: digits,
  }).format(value);
}

/** How long something takes, coarse on purpose: `8 sec`, `4 min`, `2.5 hr`. */
export function formatDuration(seconds: number): string {
  if (seconds < 60) return inUnit(Math.max(1, Math.round(seconds)), 'second');
  if (seconds < 5400) return inUnit(Math.round(seconds / 60), 'minute');
  return inUnit(seconds / 3600, 'hour', 1);
}

/** A span of a stay: hours below two days, then days with one decimal. */
export function formatHours(hours: number): string {
  return hours < 48 ? inUnit(Math.round(hours), 'hour') : inUnit(hours / 24, 'day', 1);
}

/** How long before the prediction something was: `40 min`, `6 hr`, `3 days`. */
export function formatMinutesBefore(minutes: number): string {
  if (minutes < 90) return inUnit(Math.round(minutes), 'minute');
  return formatHours(minutes / 60);
}

const signedDays = perLocale(
  (language) =>
    new Intl.NumberFormat(language, {
      style: 'unit',
      unit: 'day',
      unitDisplay: 'long',
      minimumFractionDigits: 1,
      maximumFractionDigits: 1,
      signDisplay: 'exceptZero',
    }),
);

/** A place in the stay, after its start, signed: hours below two days, then days. */
export function formatStayHours(hours: number | null): string {
  if (hours === null) return NO_VALUE;
  return Math.abs(hours) < 48
    ? `${formatSigned(hours, 1)} h`
    : signedDays()
        .format(hours / 24)
        .replace('-', '−');
}

/** Age in years; 90 stands for 90 and more. */
export function formatAge(years: number | null): string {
  if (years === null) return NO_VALUE;
  return years >= 90 ? '90+' : formatFixed(years, 0);
}

/** How far apart two stays are, without direction: `41 days`. */
export function formatDays(days: number): string {
  return inUnit(Math.abs(Math.round(days)), 'day');
}

const moments = perLocale(
  (language) => new Intl.DateTimeFormat(language, { dateStyle: 'medium', timeStyle: 'short' }),
);
const days = perLocale((language) => new Intl.DateTimeFormat(language, { dateStyle: 'medium' }));

const clock = perLocale((language) => new Intl.DateTimeFormat(language, { timeStyle: 'medium' }));

/** The time of day of a moment of this machine's clock. */
export function formatClock(iso: string): string {
  const time = new Date(iso);
  return Number.isNaN(time.getTime()) ? iso : clock().format(time);
}

/** The day of a moment of this machine's clock. */
export function formatDay(iso: string): string {
  const time = new Date(iso);
  return Number.isNaN(time.getTime()) ? iso : days().format(time);
}

/** A moment of this machine's clock (a job, an import; never a patient's time). */
export function formatMoment(iso: string): string {
  const time = new Date(iso);
  return Number.isNaN(time.getTime()) ? iso : moments().format(time);
}
