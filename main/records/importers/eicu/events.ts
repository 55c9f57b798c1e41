import { tableName } from '../load-table.ts';
import { areOf, type PatientRows } from '../patient-ranges.ts';
import type { EventTable } from './event-tables.ts';

/** System and code of every sound row of a table. */
export function codesOf({ spec, system, code }: EventTable): string {
  return `SELECT DISTINCT ${system} AS system, ${code} AS code FROM ${tableName(spec.table)} t WHERE t.fault = 0`;
}

/** Rows of `stay_event`. @param fileId id of the table's file. */
export function stayEventRows(table: EventTable, fileId: number): PatientRows {
  const { spec, modality, system, code, at, enteredAt, careLimit = 'NULL::VARCHAR' } = table;
  const entered = enteredAt === undefined ? 'NULL::INTEGER' : `(e.start_minute + t.${enteredAt})::INTEGER`;
  const name = tableName(spec.table);
  return {
    table: 'stay_event',
    from: `${name} WHERE fault = 0`,
    query: (range) => `
      SELECT t.patient_id, ${fileId} AS file_id, t.line, t.encounter_id, '${modality}' AS modality,
        k.id AS concept_id, (e.start_minute + t.${at})::INTEGER AS event_minute, ${entered} AS entered_minute,
        ${careLimit} AS care_limit
      FROM ${name} t
      JOIN encounter e ON e.id = t.encounter_id
      JOIN concept k ON k.system = ${system} AND k.code = ${code}
      WHERE t.fault = 0 AND ${areOf(range)} ORDER BY t.patient_id, t.line`,
  };
}

/**
 * Rows of `uncovered_modality`: stays in hospitals from which a table has no row at all.
 * @param fileId id of `patient`, which says in which hospital a stay was.
 */
export function uncoveredRows({ spec, modality }: EventTable, fileId: number): string {
  return `
    SELECT e.patient_id, e.id AS encounter_id, '${modality}' AS modality, ${fileId} AS file_id, e.line
    FROM encounter e
    WHERE e.hospital_id NOT IN (
      SELECT h.hospital_id FROM ${tableName(spec.table)} t JOIN encounter h ON h.id = t.encounter_id
      WHERE t.fault = 0
    )
    ORDER BY e.patient_id, e.id`;
}
