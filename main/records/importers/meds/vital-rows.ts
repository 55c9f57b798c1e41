import { type CodedRows, isUnit } from '../coded-vital-checks.ts';
import { CODED_VITALS, type VitalCode } from '../coded-vitals.ts';
import type { DerivedColumn } from '../table-spec.ts';

/** The place of a code in the list, from 1: codes themselves are not kept with every row. */
function placeOf(code: VitalCode): number {
  return CODED_VITALS.findIndex((vital) => vital.code === code) + 1;
}

function written(code: VitalCode): string {
  return `'LOINC//${code}', 'LOINC/${code}'`;
}

/** Which vital sign a row is of; 0: of none. */
export const VITAL: DerivedColumn = {
  sql: 'UTINYINT',
  from: `CASE ${CODED_VITALS.map(({ code }) => `WHEN c.code IN (${written(code)}) THEN ${placeOf(code)}`).join(' ')} ELSE 0 END`,
};

/** Rows of vital signs by their LOINC code. */
export const VITAL_ROWS: CodedRows = {
  column: 'numeric_value',
  isOf: (code, row) => (row === 'c' ? `c.code IN (${written(code)})` : `t.vital = ${placeOf(code)}`),
  number: (row) => `${row}.numeric_value`,
  isIn: (unit, row) => isUnit(`${row}.unit`, unit),
  hasNoUnit: (row) => `${row}.unit IS NULL`,
};
