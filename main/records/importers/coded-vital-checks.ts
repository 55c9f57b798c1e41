import { CODED_VITALS, type CodedVital, type MeasuredVital, type VitalCode } from './coded-vitals.ts';
import type { RowCheck, RowWarning } from './table-spec.ts';
import { isSpelled } from './unit-spelling.ts';
import { implausibleValue, impossibleValue, isOutside, spellingsOf, type VitalUnit } from './vital-signs.ts';

/** A row as it is read, or as it is kept. */
export type RowAlias = 'c' | 't';

/** How a table with one result a row says what was measured, as SQL over its rows. */
export interface CodedRows {
  /** The column whose number is checked, as the source calls it. */
  readonly column: string;
  readonly isOf: (code: VitalCode, row: RowAlias) => string;
  readonly number: (row: RowAlias) => string;
  readonly isIn: (unit: VitalUnit, row: RowAlias) => string;
  readonly hasNoUnit: (row: RowAlias) => string;
}

/** Whether a text of a unit is that unit, however it is written, as SQL. */
export function isUnit(text: string, unit: VitalUnit): string {
  return isSpelled(text, spellingsOf(unit));
}

/** Rows of vital signs whose number cannot be. One in another unit than those of its sign is not judged. */
export function vitalChecks(rows: CodedRows): RowCheck[] {
  return eachSign((vital, sign) => ({
    code: 'impossible_value',
    column: rows.column,
    when: `${isOf(rows, vital, sign, 'c')} AND ${isOutside(rows.number('c'), sign.possible)}`,
    reason: impossibleValue(sign),
  }));
}

/** Rows of vital signs that are kept though few people would have such a value. */
export function vitalWarnings(rows: CodedRows): RowWarning[] {
  return eachSign((vital, sign) => ({
    code: 'implausible_value',
    message: implausibleValue(sign),
    when: `${isOf(rows, vital, sign, 't')} AND ${isOutside(rows.number('t'), sign.plausible)}`,
  }));
}

function eachSign<Made>(make: (vital: CodedVital, sign: MeasuredVital) => Made): Made[] {
  return CODED_VITALS.flatMap((vital) => vital.signs.map((sign) => make(vital, sign)));
}

function isOf(rows: CodedRows, { code, signs }: CodedVital, sign: MeasuredVital, row: RowAlias): string {
  const isIn = rows.isIn(sign.unit, row);
  const unit = signs.length === 1 ? `(${rows.hasNoUnit(row)} OR ${isIn})` : `(${isIn})`;
  return `(${rows.isOf(code, row)}) AND ${unit}`;
}
