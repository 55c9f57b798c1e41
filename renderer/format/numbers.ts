import { LOCALE } from './locale.ts';

/** Written where there is no number: never a silent 0. */
export const NO_VALUE = '– –';

const counts = new Intl.NumberFormat(LOCALE, { maximumFractionDigits: 0 });
const compact = new Intl.NumberFormat(LOCALE, { notation: 'compact', maximumFractionDigits: 1 });

const fixedFormats = new Map<number, Intl.NumberFormat>();

function fixedFormat(digits: number): Intl.NumberFormat {
  const known = fixedFormats.get(digits);
  if (known !== undefined) return known;
  const made = new Intl.NumberFormat(LOCALE, {
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
  });
  fixedFormats.set(digits, made);
  return made;
}

/** A whole number with separators, e.g. `18,087`. */
export function formatCount(count: number): string {
  return counts.format(count);
}

/** A short form for axes and tight places, e.g. `1.2M`. */
export function formatCompact(count: number): string {
  return compact.format(count);
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

const plain = new Intl.NumberFormat(LOCALE, { maximumSignificantDigits: 4 });

/** A measured value in its own unit, at most four significant digits. */
export function formatMeasured(value: number): string {
  return trueMinus(plain.format(value));
}

const UNITS = ['byte', 'kilobyte', 'megabyte', 'gigabyte', 'terabyte'] as const;

/** A size in decimal units, e.g. `12.4 MB`. */
export function formatBytes(bytes: number): string {
  const power = bytes < 1000 ? 0 : Math.min(UNITS.length - 1, Math.floor(Math.log10(bytes) / 3));
  const format = new Intl.NumberFormat(LOCALE, {
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
