import { LacunaError } from '../errors.ts';
import { appendAuditLog } from './audit-log.ts';
import { type Database, writeTransaction } from './database.ts';
import { forgetLists } from './patients/prepared-lists.ts';
import type { RecordTable } from './record-tables.ts';
import { worded } from '../../models/wording.ts';

const PATIENTS = 'SELECT id FROM patient WHERE source_id = @source';
const ENCOUNTERS = 'SELECT id FROM encounter WHERE source_id = @source';

/** Tables whose rows belong to a patient, and those whose rows belong to the source itself. */
const EVENT_TABLES = [
  'uncovered_modality',
  'note',
  'lab_block',
  'stay_event',
  'medication',
  'procedure',
  'diagnosis',
  'transfer',
  'unit_stay',
] as const satisfies readonly RecordTable[];
const SOURCE_TABLES = [
  'lab_unit',
  'covered_modality',
  'lab_range',
  'lab_text',
  'lab_item',
  'concept',
  'hospital',
  'encounter',
  'patient',
  'source_file',
] as const satisfies readonly RecordTable[];

/** What goes with a source, children first. */
const DELETIONS: readonly string[] = [
  `DELETE FROM prediction WHERE encounter_id IN (${ENCOUNTERS})`,
  `DELETE FROM disagreement WHERE encounter_id IN (${ENCOUNTERS})`,
  ...EVENT_TABLES.map((table) => `DELETE FROM ${table} WHERE patient_id IN (${PATIENTS})`),
  ...SOURCE_TABLES.map((table) => `DELETE FROM ${table} WHERE source_id = @source`),
  'UPDATE import_run SET source_id = NULL WHERE source_id = @source',
  'DELETE FROM source WHERE id = @source',
];

function namesOf(db: Database): string {
  const names = db.prepare<[], string>('SELECT name FROM source ORDER BY id').pluck().all();
  return names.length === 0 ? 'no source' : names.join(', ');
}

/**
 * Removes a source with all of its records, the scores of its encounters and what was said of them; the accounts of its imports, models and
 * the audit log stay. Freed pages are overwritten, so that nothing of the records is left in the file.
 * @throws {LacunaError} `not_found`, `database_in_use`; the database is then as it was.
 */
export function removeSource(db: Database, name: string): void {
  const source = db.prepare<[string], number>('SELECT id FROM source WHERE name = ?').pluck().get(name);
  if (source === undefined)
    throw new LacunaError('not_found', 'there is no source of this name in the database', {
      hint: worded`it holds ${namesOf(db)}`,
    });
  const secure = db.pragma('secure_delete', { simple: true }) as number;
  // Checked once at the end: row by row, every parent would be looked for in tables without an index for it.
  db.pragma('foreign_keys = OFF');
  db.pragma('secure_delete = ON');
  try {
    writeTransaction(db, () => {
      forgetLists(db);
      for (const sql of DELETIONS) db.prepare(sql).run({ source });
      const orphans = db.pragma('foreign_key_check') as unknown[];
      if (orphans.length > 0)
        throw new Error(`removing a source left ${orphans.length} rows without their parents`);
      appendAuditLog(db, { action: 'source.remove', subject: name });
    });
  } finally {
    db.pragma(`secure_delete = ${secure}`);
    db.pragma('foreign_keys = ON');
  }
}
