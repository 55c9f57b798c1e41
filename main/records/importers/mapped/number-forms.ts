import type { DECIMALS } from '../../../api/mapping.ts';
import type { ColumnType } from '../column-types.ts';
import { literal } from '../sql-literal.ts';

export type Decimal = (typeof DECIMALS)[number];

const EXPONENT = String.raw`([eE][+-]?\d+)?`;
/** Thousands are set apart only where the decimal sign stands as well: `1.234` alone may be either. */
const PATTERNS: Readonly<Record<Decimal, string>> = {
  '.': String.raw`[+-]?(\d+\.?\d*|\.\d+|\d{1,3}(,\d{3})+\.\d+)${EXPONENT}`,
  ',': String.raw`[+-]?(\d+,?\d*|,\d+|\d{1,3}(\.\d{3})+,\d+)${EXPONENT}`,
};
const NUMBERS: Readonly<Record<Decimal, RegExp>> = {
  '.': new RegExp(`^(?:${PATTERNS['.']})$`),
  ',': new RegExp(`^(?:${PATTERNS[',']})$`),
};
/** Digits with signs between them, in whatever form: a number that was meant as one. */
const LOOKS_LIKE_NUMBER = String.raw`[+-]?[\d.,' ]*\d[\d.,' ]*(?:[eE][+-]?\d+)?`;

const matches = (x: string, pattern: string): string => `regexp_full_match(trim(${x}), ${literal(pattern)})`;

/** Whether a text is a number in the form, as far as its letters say. */
export function isNumber(text: string, decimal: Decimal): boolean {
  return NUMBERS[decimal].test(text.trim());
}

/** A finite number in the form, or NULL, as SQL. */
export function numberSql(x: string, decimal: Decimal): string {
  const plain =
    decimal === ',' ? `replace(replace(trim(${x}), '.', ''), ',', '.')` : `replace(trim(${x}), ',', '')`;
  const number = `try_cast(${plain} AS DOUBLE)`;
  return `CASE WHEN ${matches(x, PATTERNS[decimal])} AND isfinite(${number}) THEN ${number} END`;
}

/** A finite number with the given decimal sign. */
export function numberType(decimal: Decimal): ColumnType {
  return { sql: 'DOUBLE', cast: (x) => numberSql(x, decimal), strict: (k) => k, fault: 'bad_number' };
}

/** As `numberType`, or words; what looks like a number in another form is neither. It is kept as text. */
export function numberOrTextType(decimal: Decimal): ColumnType {
  return {
    sql: 'VARCHAR',
    cast: (x) => `nullif(trim(${x}), '')`,
    strict: (k, x) =>
      `CASE WHEN NOT ${matches(x, LOOKS_LIKE_NUMBER)} OR (${numberSql(x, decimal)}) IS NOT NULL THEN ${k} END`,
    fault: 'bad_number',
  };
}
