import type { ErrorCode } from '../../errors.ts';
import { COLUMN_TYPES } from './column-types.ts';
import type { TableSpec } from './table-spec.ts';

/** Why a row is rejected. In DuckDB a row holds the number of its first fault: its place in the list plus one, 0 = none. */
export interface RowFault {
  readonly code: ErrorCode;
  readonly column: string;
  /** SQL over the row before it is linked (`raw`), after (`linked`), or over the whole table (`table`). */
  readonly stage: 'raw' | 'linked' | 'table';
  readonly when: string;
}

/** The text of a column as it stood in the file. */
export function rawName(column: string): string {
  return `raw_${column}`;
}

/** Every reason for which a row of the table can be rejected, the first to be named coming first. */
export function rowFaults(spec: TableSpec): readonly RowFault[] {
  return [...columnFaults(spec), ...linkFaults(spec), ...checkFaults(spec), ...keyFaults(spec)];
}

/** The number of the first fault of a stage that applies, 0 when none does, as SQL. */
export function faultSql(faults: readonly RowFault[], stage: RowFault['stage']): string {
  const cases = faults.flatMap((fault, index) =>
    fault.stage === stage ? [`WHEN ${fault.when} THEN ${index + 1}`] : [],
  );
  return cases.length === 0 ? '0' : `CASE ${cases.join(' ')} ELSE 0 END`;
}

function columnFaults({ columns }: TableSpec): RowFault[] {
  return Object.entries(columns).flatMap(([column, { type, required = false }]) => {
    const raw = rawName(column);
    const { fault } = COLUMN_TYPES[type];
    const bad: RowFault = {
      code: fault,
      column,
      stage: 'raw',
      when: `${raw} IS NOT NULL AND ${column} IS NULL`,
    };
    const missing: RowFault = { code: 'missing_value', column, stage: 'raw', when: `${column} IS NULL` };
    return [...(fault === 'missing_value' ? [] : [bad]), ...(required ? [missing] : [])];
  });
}

function linkFaults({ link }: TableSpec): RowFault[] {
  if (link === undefined) return [];
  const patient: RowFault = {
    code: 'unknown_patient',
    column: 'subject_id',
    stage: 'linked',
    when: 'p.id IS NULL',
  };
  const encounter = { code: 'unknown_encounter', column: 'hadm_id', stage: 'linked' } as const;
  switch (link) {
    case 'patient':
      return [patient];
    case 'encounter':
      return [
        patient,
        { ...encounter, when: 'c.hadm_id IS NOT NULL AND (e.id IS NULL OR e.patient_id <> p.id)' },
      ];
    case 'admission':
      return [{ ...encounter, when: 'e.id IS NULL' }];
  }
}

function checkFaults({ checks = [] }: TableSpec): RowFault[] {
  return checks.map(({ code, column, when }) => ({ code, column, stage: 'linked', when }));
}

function keyFaults({ key }: TableSpec): RowFault[] {
  const [column] = key ?? [];
  return column === undefined
    ? []
    : [{ code: 'duplicate_key', column: key?.at(-1) ?? column, stage: 'table', when: '' }];
}
