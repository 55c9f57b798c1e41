import { ROW_CODES, type RowCode } from '../../errors.ts';
import { columnType } from './column-types.ts';
import type { BrokenRecord } from './csv-scanner.ts';
import { linkOf } from './links.ts';
import type { TableSpec } from './table-spec.ts';
import { type Sentence, sentence } from '../../../models/wording.ts';

/** Why a row is rejected. In DuckDB a row holds the number of its first fault: its place in the list plus one, 0 = none. */
export interface RowFault {
  readonly code: RowCode;
  readonly column: string;
  /** SQL over the row `c` and its patient `p` and admission `e`; `null` where only the whole table can tell. */
  readonly when: string | null;
  /** What is wrong, where the code alone says too little. */
  readonly reason?: Sentence;
}

/** What is wrong with a row, in words. */
export function reasonOf({ code, reason }: Pick<RowFault, 'code' | 'reason'>): Sentence {
  return reason ?? ROW_CODES[code];
}

/** Why a record that cannot be read as fields is rejected. */
export function brokenFault({ kind, fields }: BrokenRecord): {
  readonly code: RowCode;
  readonly reason: Sentence;
} {
  return kind === 'ragged'
    ? { code: 'ragged_row', reason: sentence`the row has ${fields} fields` }
    : { code: 'bad_quoting', reason: ROW_CODES.bad_quoting };
}

/** The text of a column as it stood in the file; NULL where a value needed no look at its text. */
export function rawName(column: string): string {
  return `raw_${column}`;
}

/** Every reason for which a row of the table can be rejected, the first to be named coming first. */
export function rowFaults(spec: TableSpec): readonly RowFault[] {
  return [...columnFaults(spec), ...linkFaults(spec), ...checkFaults(spec), ...keyFaults(spec)];
}

/** The number of the first fault of a row, 0 when it has none, as SQL. */
export function faultSql(faults: readonly RowFault[]): string {
  const cases = faults.flatMap(({ when }, index) =>
    when === null ? [] : [`WHEN ${when} THEN ${index + 1}`],
  );
  return `CASE ${cases.join(' ')} ELSE 0 END`;
}

function columnFaults(spec: TableSpec): RowFault[] {
  return Object.entries(spec.columns).flatMap(([column, { type, required = false }]) => {
    const raw = rawName(column);
    const { fault } = columnType(type);
    const named = columnName(spec, column);
    const bad: RowFault = {
      code: fault,
      column: named,
      when: `c.${column} IS NULL AND c.${raw} IS NOT NULL`,
    };
    const missing: RowFault = { code: 'missing_value', column: named, when: `c.${column} IS NULL` };
    return [...(fault === 'missing_value' ? [] : [bad]), ...(required ? [missing] : [])];
  });
}

/** What a column is called in the source. */
export function columnName({ columns }: Pick<TableSpec, 'columns'>, column: string): string {
  return columns[column]?.element ?? column;
}

function linkFaults(spec: TableSpec): RowFault[] {
  const { patient, encounter } = linkOf(spec);
  const faults: RowFault[] = [];
  if (patient !== undefined)
    faults.push({ code: 'unknown_patient', column: columnName(spec, patient), when: 'p.id IS NULL' });
  if (encounter !== undefined) {
    const another = `c.${encounter} IS NOT NULL AND (e.id IS NULL OR e.patient_id <> p.id)`;
    const when = patient === undefined ? 'e.id IS NULL' : another;
    faults.push({ code: 'unknown_encounter', column: columnName(spec, encounter), when });
  }
  return faults;
}

function checkFaults({ checks = [] }: TableSpec): RowFault[] {
  return [...checks];
}

function keyFaults(spec: TableSpec): RowFault[] {
  const column = spec.key?.at(-1);
  return column === undefined
    ? []
    : [{ code: 'duplicate_key', column: columnName(spec, column), when: null }];
}
