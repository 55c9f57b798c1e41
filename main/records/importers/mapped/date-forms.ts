import type { ColumnType } from '../column-types.ts';
import { literal } from '../sql-literal.ts';

/** A form of dates that can be read. */
export interface DateForm {
  /** As the mapping names it. */
  readonly name: string;
  /** Whether a value may be a day without a time. */
  readonly allowsDay: boolean;
  /** Whether every value names a day; others are the first of their month or year. */
  readonly namesDay: boolean;
  /** What its values look like; whether the day exists is not told. */
  readonly pattern: RegExp;
  /** Times as whole minutes since 1970-01-01 00:00, by the clock as it is written. */
  readonly type: ColumnType;
}

/** What letters of a form stand for: a pattern, and the letters by which DuckDB reads them. */
const LETTERS: Readonly<Record<string, readonly [pattern: string, duckDb: string]>> = {
  YYYY: [String.raw`\d{4}`, '%Y'],
  MM: [String.raw`(0[1-9]|1[0-2])`, '%m'],
  M: [String.raw`(0?[1-9]|1[0-2])`, '%m'],
  DD: [String.raw`(0[1-9]|[12]\d|3[01])`, '%d'],
  D: [String.raw`(0?[1-9]|[12]\d|3[01])`, '%d'],
  HH: [String.raw`([01]\d|2[0-3])`, '%H'],
  H: [String.raw`([01]?\d|2[0-3])`, '%H'],
  hh: [String.raw`(0[1-9]|1[0-2])`, '%I'],
  h: [String.raw`(0?[1-9]|1[0-2])`, '%I'],
  mm: [String.raw`[0-5]\d`, '%M'],
  ss: [String.raw`[0-5]\d`, '%S'],
  A: [String.raw`([AaPp][Mm])`, '%p'],
};
const TOKENS = /YYYY|MM?|DD?|HH?|hh?|mm|ss|A|[-./: ]/y;

const FIRST_YEAR = 1850;
const LAST_YEAR = 2999;
const US_PER_MINUTE = 60_000_000;
const MINUTES_PER_DAY = 1440;
/** The day that Excel counts as 0, in days before 1970. */
const EXCEL_EPOCH_DAYS = 25_569;
const LAST_EXCEL_DAY = 401_768;

const ISO_TIME = String.raw`[ T]([01]\d|2[0-3]):[0-5]\d(:[0-5]\d([.,]\d{1,9})?)?`;
const ISO_DAY = String.raw`\d{4}-\d\d-\d\d`;
const EXCEL_DAY = String.raw`\d{1,6}(\.\d+)?`;
const ISO_ZONE = String.raw`(Z|[+-]\d\d(:?\d\d)?)`;

const matches = (x: string, pattern: string): string => `regexp_full_match(trim(${x}), ${literal(pattern)})`;

/** The minute of a timestamp `k`, where its text `x` has the pattern. */
const minuteOf = (k: string, x: string, pattern: string): string =>
  `CASE WHEN ${matches(x, pattern)} AND year(${k}) BETWEEN ${FIRST_YEAR} AND ${LAST_YEAR} ` +
  `THEN floor(epoch_us(${k}) / ${US_PER_MINUTE})::INTEGER END`;

const whole = (pattern: string): RegExp => new RegExp(`^(?:${pattern})$`);

const ISO: DateForm = {
  name: 'ISO',
  allowsDay: true,
  namesDay: true,
  pattern: whole(`${ISO_DAY}(${ISO_TIME})?`),
  type: {
    sql: 'INTEGER',
    cast: (x) => `try_cast(replace(trim(${x}), ',', '.') AS TIMESTAMP)`,
    strict: (k, x) => minuteOf(k, x, `${ISO_DAY}(${ISO_TIME})?`),
    fault: 'bad_date',
  },
};

/** The zone is left out: the clock of the ward is what all other times of the extract are given in. */
const ISO_WITH_ZONE: DateForm = {
  name: 'ISO zone',
  allowsDay: false,
  namesDay: true,
  pattern: whole(`${ISO_DAY}${ISO_TIME} ?${ISO_ZONE}`),
  type: {
    sql: 'INTEGER',
    cast: (x) =>
      `try_cast(replace(regexp_replace(trim(${x}), ${literal(`${ISO_ZONE}$`)}, ''), ',', '.') AS TIMESTAMP)`,
    strict: (k, x) => minuteOf(k, x, `${ISO_DAY}${ISO_TIME} ?${ISO_ZONE}`),
    fault: 'bad_date',
  },
};

/** Days since 1899-12-30, the time as their fraction. */
const EXCEL: DateForm = {
  name: 'Excel',
  allowsDay: true,
  namesDay: true,
  pattern: whole(EXCEL_DAY),
  type: {
    sql: 'INTEGER',
    cast: (x) => `try_cast(trim(${x}) AS DOUBLE)`,
    strict: (k, x) =>
      `CASE WHEN ${matches(x, EXCEL_DAY)} AND ${k} BETWEEN 1 AND ${LAST_EXCEL_DAY} ` +
      `THEN round((${k} - ${EXCEL_EPOCH_DAYS}) * ${MINUTES_PER_DAY})::INTEGER END`,
    fault: 'bad_date',
  },
};

const NAMED: readonly DateForm[] = [ISO, ISO_WITH_ZONE, EXCEL];

/**
 * A form by its letters, e.g. `DD.MM.YYYY HH:mm`, or by its name: `ISO`, `ISO zone`, `Excel`. What stands in brackets
 * may be missing; of a birth the day, or day and month, may be left out; a single `D`, `M`, `H` or `h` takes one digit or two; `A` is AM or PM.
 * @returns `null` for what is no form: no year, a letter that means nothing, years of two digits.
 */
export function dateForm(name: string): DateForm | null {
  const named = NAMED.find((form) => form.name.toLowerCase() === name.toLowerCase());
  if (named !== undefined) return named;
  const variants = variantsOf(name);
  const read = variants?.map(readVariant) ?? [];
  const sound = read.filter((variant) => variant !== null);
  if (sound.length === 0 || sound.length < read.length) return null;
  const formats = sound.map(({ duckDb }) => literal(duckDb)).join(', ');
  const pattern = sound.map((variant) => `(${variant.pattern})`).join('|');
  return {
    name,
    allowsDay: sound.some(({ hasTime }) => !hasTime),
    namesDay: sound.every(({ hasDay }) => hasDay),
    pattern: whole(pattern),
    type: {
      sql: 'INTEGER',
      cast: (x) => `try_strptime(trim(${x}), [${formats}])`,
      strict: (k, x) => minuteOf(k, x, pattern),
      fault: 'bad_date',
    },
  };
}

/** A form without brackets for each way of leaving out what stands in them; the longest first. */
function variantsOf(form: string): string[] | null {
  const open = form.indexOf('[');
  if (open === -1) return form.includes(']') ? null : [form];
  const close = closingBracket(form, open);
  if (close === -1) return null;
  const before = form.slice(0, open);
  const after = form.slice(close + 1);
  const inside = variantsOf(form.slice(open + 1, close));
  const rest = variantsOf(after);
  if (inside === null || rest === null || before.includes(']')) return null;
  return [...inside, ''].flatMap((part) => rest.map((end) => before + part + end));
}

function closingBracket(form: string, open: number): number {
  let depth = 0;
  for (let at = open; at < form.length; at += 1) {
    if (form[at] === '[') depth += 1;
    if (form[at] === ']') depth -= 1;
    if (depth === 0) return at;
  }
  return -1;
}

interface Variant {
  readonly pattern: string;
  readonly duckDb: string;
  readonly hasTime: boolean;
  readonly hasDay: boolean;
}

/** `null` where the letters do not make a date of one meaning. */
function readVariant(form: string): Variant | null {
  const tokens: string[] = [];
  TOKENS.lastIndex = 0;
  for (let at = 0; at < form.length; at = TOKENS.lastIndex) {
    const [token] = TOKENS.exec(form) ?? [];
    if (token === undefined) return null;
    tokens.push(token);
  }
  const count = (...names: string[]): number => tokens.filter((token) => names.includes(token)).length;
  const days = count('DD', 'D');
  const months = count('MM', 'M');
  const isDate = count('YYYY') === 1 && days <= months && months <= 1;
  const hours = count('HH', 'H', 'hh', 'h');
  const minutes = count('mm');
  const twelve = count('hh', 'h');
  const isTime =
    hours === minutes && hours <= days && count('ss') <= minutes && count('A') === twelve && twelve <= 1;
  if (!isDate || !isTime) return null;
  return {
    pattern: tokens.map((token) => LETTERS[token]?.[0] ?? (token === '.' ? String.raw`\.` : token)).join(''),
    duckDb: tokens.map((token) => LETTERS[token]?.[1] ?? token).join(''),
    hasTime: hours === 1,
    hasDay: days === 1,
  };
}
