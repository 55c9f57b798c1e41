import { type Language, locale, perLocale } from './locale.ts';

/** Written where there is no number: never a silent 0. */
export const NO_VALUE = '– –';

const counts = perLocale((language) => new Intl.NumberFormat(language, { maximumFractionDigits: 0 }));
const compact = perLocale(
  (language) => new Intl.NumberFormat(language, { notation: 'compact', maximumFractionDigits: 1 }),
);
const plain = perLocale((language) => new Intl.NumberFormat(language, { maximumSignificantDigits: 4 }));
const toType = perLocale(
  (language) => new Intl.NumberFormat(language, { maximumSignificantDigits: 15, useGrouping: false }),
);

const fixedFormats = new Map<number, () => Intl.NumberFormat>();

function fixedFormat(digits: number): Intl.NumberFormat {
  const known = fixedFormats.get(digits);
  if (known !== undefined) return known();
  const options = { minimumFractionDigits: digits, maximumFractionDigits: digits };
  const made = perLocale((language: Language) => new Intl.NumberFormat(language, options));
  fixedFormats.set(digits, made);
  return made();
}

/** A whole number with separators, e.g. `18,087`. */
export function formatCount(count: number): string {
  return counts().format(count);
}

/** A short form for axes and tight places, e.g. `1.2M`. */
export function formatCompact(count: number): string {
  return compact().format(count);
}

/** A number with a fixed number of decimals; a true minus sign. */
export function formatFixed(value: number, digits: number): string {
  const text = fixedFormat(digits).format(value);
  // What rounds to zero is zero: "−0.00" would claim a direction.
  return trueMinus(/[1-9]/.test(text) ? text : text.replace('-', ''));
}

/** A number with its sign always written, e.g. `+0.42`; what rounds to zero has none. */
export function formatSigned(value: number, digits: number): string {
  const text = formatFixed(value, digits);
  return value > 0 && /[1-9]/.test(text) ? `+${text}` : text;
}

/** A measured value in its own unit, at most four significant digits. */
export function formatMeasured(value: number): string {
  return trueMinus(plain().format(value));
}

/** A number as it stands in a field to be changed: every digit, nothing between thousands. */
export function numberToType(value: number): string {
  return toType().format(value);
}

/** A number as it was typed, with a decimal point or a decimal comma, as programs read it. */
export function withPoint(typed: string): string {
  return typed.trim().replace(',', '.');
}

const UNITS = ['byte', 'kilobyte', 'megabyte', 'gigabyte', 'terabyte'] as const;

/** A size in decimal units, e.g. `12.4 MB`. */
export function formatBytes(bytes: number): string {
  const power = bytes < 1000 ? 0 : Math.min(UNITS.length - 1, Math.floor(Math.log10(bytes) / 3));
  const format = new Intl.NumberFormat(locale(), {
    style: 'unit',
    unit: UNITS[power] ?? 'byte',
    unitDisplay: power === 0 ? 'long' : 'short',
    maximumFractionDigits: power === 0 ? 0 : 1,
  });
  return format.format(bytes / 1000 ** power);
}

/** A rate a second, e.g. `610,000/s`, to two significant digits. */
export function formatRate(perSecond: number): string {
  const rounded = Number(perSecond.toPrecision(2));
  return `${formatCount(rounded)}/s`;
}

function trueMinus(text: string): string {
  return text.replace('-', '−');
}
