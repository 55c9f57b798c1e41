import { literal } from '../sql-literal.ts';
import type { RowCheck, RowWarning } from '../table-spec.ts';
import { isSpelled } from '../unit-spelling.ts';
import {
  implausibleValue,
  impossibleValue,
  isOutside,
  spellingsOfOthers,
  type VitalSign,
} from '../vital-signs.ts';
import { CHARTED_VITALS, type ChartedVital } from './charted-vitals.ts';

/** Whether a row is of a vital sign, as SQL. */
function isOf(row: string, { items }: ChartedVital): string {
  return `${row}.itemid IN (${items.join(', ')})`;
}

/**
 * Whether a row gives its number in another unit than its item's, as SQL. Such a row is kept, counted as unusual, and
 * converted where there is a way; what is possible is told in the unit of the item alone.
 */
function isInAnotherUnit(row: string, { unit }: VitalSign): string {
  if (unit === null) return 'false';
  // Nearly every row has the unit as it is published: only of the others is it asked how it is written.
  const spelling = isSpelled(`${row}.valueuom`, spellingsOfOthers(unit));
  return `coalesce(${row}.valueuom <> ${literal(unit)} AND ${spelling}, false)`;
}

function rangeCheck(vital: ChartedVital): RowCheck {
  const { sign } = vital;
  return {
    code: 'impossible_value',
    column: 'valuenum',
    when: `${isOf('c', vital)} AND ${isOutside('c.valuenum', sign.possible)} AND NOT ${isInAnotherUnit('c', sign)}`,
    reason: impossibleValue(sign),
  };
}

/** Rows of `icu/chartevents` whose number cannot be. */
export const VITAL_SIGN_CHECKS: readonly RowCheck[] = CHARTED_VITALS.map(rangeCheck);

/** Rows of `icu/chartevents` that are kept though few people would have such a value. */
export const VITAL_SIGN_WARNINGS: readonly RowWarning[] = CHARTED_VITALS.map((vital) => {
  const { sign } = vital;
  return {
    code: 'implausible_value',
    message: implausibleValue(sign),
    when: `${isOf('t', vital)} AND ${isOutside('t.valuenum', sign.plausible)} AND NOT ${isInAnotherUnit('t', sign)}`,
  };
});
