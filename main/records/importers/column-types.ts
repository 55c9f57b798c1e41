import type { RowCode } from '../../errors.ts';

/**
 * How a column is read. Text is converted only where it is written as it should be: DuckDB's casts alone would take
 * `5.7` for an integer, `1_000` or `nan` for a number, and `24:00:00` for a time.
 */
export interface ColumnType {
  /** Type in DuckDB. */
  readonly sql: string;
  /** Converts the text `x`, leniently; NULL where that fails. */
  readonly cast: (x: string) => string;
  /** The value when `k`, the outcome of the cast of `x`, may stand; else NULL. */
  readonly strict: (k: string, x: string) => string;
  /** What a text is called that gives NULL. */
  readonly fault: RowCode;
}

const MINUTE_FORM = String.raw`\d{4}-\d\d-\d\d[ T]([01]\d|2[0-3]):\d\d(:\d\d(\.\d{1,6})?)?`;
const DAY_FORM = String.raw`\d{4}-\d\d-\d\d( 00:00:00)?`;
const NUMBER_FORM = String.raw`[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?`;
const US_PER_MINUTE = 60_000_000;
/** Minutes since 1970 fit an Int32, and so do their differences. */
export const FIRST_YEAR = 1970;
export const LAST_YEAR = 2999;
/** Nobody who is in a record was born earlier. */
const FIRST_YEAR_OF_LIFE = 1850;
/** A hundred and twenty years in minutes: further from a stay there is nobody. */
const LONGEST_OFFSET = 120 * 366 * 24 * 60;

const inYears = (k: string, first = FIRST_YEAR): string => `year(${k}) BETWEEN ${first} AND ${LAST_YEAR}`;
const matches = (x: string, form: string): string => `regexp_full_match(${x}, '${form}')`;

export const COLUMN_TYPES = {
  /** A whole number without sign or leading zeros: identifiers and counts. */
  integer: {
    sql: 'BIGINT',
    cast: (x) => `try_cast(${x} AS BIGINT)`,
    strict: (k, x) => `CASE WHEN ${k}::VARCHAR = ${x} THEN ${k} END`,
    fault: 'bad_number',
  },
  /** Minutes before (negative) or after a moment, as eICU counts time. */
  offset: {
    sql: 'INTEGER',
    cast: (x) => `try_cast(${x} AS INTEGER)`,
    strict: (k, x) =>
      `CASE WHEN ${k}::VARCHAR = ${x} AND ${k} BETWEEN -${LONGEST_OFFSET} AND ${LONGEST_OFFSET} THEN ${k} END`,
    fault: 'bad_number',
  },
  /** A finite number, as a float64. */
  number: {
    sql: 'DOUBLE',
    cast: (x) => `try_cast(${x} AS DOUBLE)`,
    strict: (k, x) => `CASE WHEN isfinite(${k}) AND ${matches(x, NUMBER_FORM)} THEN ${k} END`,
    fault: 'bad_number',
  },
  /** A wall-clock time, as whole minutes since 1970-01-01 00:00; seconds are cut off. */
  minute: {
    sql: 'INTEGER',
    cast: (x) => `try_cast(${x} AS TIMESTAMP)`,
    // The usual form is told by writing the time back; the pattern is tried on what is left.
    strict: (k, x) =>
      `CASE WHEN (${k}::VARCHAR = ${x} OR ${matches(x, MINUTE_FORM)}) AND ${inYears(k)} ` +
      `THEN (epoch_us(${k}) // ${US_PER_MINUTE})::INTEGER END`,
    fault: 'bad_date',
  },
  /** A date, as days since 1970-01-01. */
  day: {
    sql: 'INTEGER',
    cast: (x) => `try_cast(left(${x}, 10) AS DATE)`,
    strict: (k, x) =>
      `CASE WHEN ${matches(x, DAY_FORM)} AND ${inYears(k)} THEN (${k} - DATE '1970-01-01')::INTEGER END`,
    fault: 'bad_date',
  },
  /** As `minute`, for records of whole lives: those before 1970 are negative. */
  lifeMinute: {
    sql: 'INTEGER',
    cast: (x) => `try_cast(${x} AS TIMESTAMP)`,
    strict: (k, x) =>
      `CASE WHEN (${k}::VARCHAR = ${x} OR ${matches(x, MINUTE_FORM)}) AND ${inYears(k, FIRST_YEAR_OF_LIFE)} ` +
      `THEN floor(epoch_us(${k}) / ${US_PER_MINUTE})::INTEGER END`,
    fault: 'bad_date',
  },
  /** As `day`, for records of whole lives: those before 1970 are negative. */
  lifeDay: {
    sql: 'INTEGER',
    cast: (x) => `try_cast(left(${x}, 10) AS DATE)`,
    strict: (k, x) =>
      `CASE WHEN ${matches(x, DAY_FORM)} AND ${inYears(k, FIRST_YEAR_OF_LIFE)} ` +
      `THEN (${k} - DATE '1970-01-01')::INTEGER END`,
    fault: 'bad_date',
  },
  /** Words, without the blanks around them. */
  text: {
    sql: 'VARCHAR',
    cast: (x) => `nullif(trim(${x}), '')`,
    strict: (k) => k,
    fault: 'missing_value',
  },
  /** Text as it stands. */
  verbatim: { sql: 'VARCHAR', cast: (x) => x, strict: (k) => k, fault: 'missing_value' },
} as const satisfies Record<string, ColumnType>;

export type ColumnTypeName = keyof typeof COLUMN_TYPES;

/** A type by its name, or as it is: mapped files have forms of their own. */
export function columnType(type: ColumnTypeName | ColumnType): ColumnType {
  return typeof type === 'string' ? COLUMN_TYPES[type] : type;
}
