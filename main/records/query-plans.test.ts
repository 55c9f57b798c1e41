import { expect, it } from 'vitest';
import { RecordDatabase } from '../testing/record-database.ts';
import { REJECTED_WHERE } from './rejected-rows.ts';

/** What is asked often, or of tables that grow large, and the index that must serve it. */
it.each([
  [
    'rejected rows of a run',
    `SELECT count(*) FROM rejected_row WHERE ${REJECTED_WHERE.replaceAll(/@\w+/g, '?')}`,
    'rejected_row_run',
  ],
  ['import runs', 'SELECT id FROM import_run ORDER BY started_at DESC', 'import_run_started'],
  ['warnings of a run', 'SELECT code FROM import_warning WHERE run_id = ?', 'PRIMARY KEY'],
  [
    'whether files were imported',
    'SELECT name FROM source WHERE content_hash = ?',
    'sqlite_autoindex_source',
  ],
  ['the last log entry', 'SELECT hash FROM audit_log ORDER BY id DESC LIMIT 1', 'SCAN audit_log'],
  ['training runs', 'SELECT id FROM training_run ORDER BY started_at DESC', 'training_run_started'],
  ['epochs of a run', 'SELECT report FROM training_epoch WHERE run_id = ?', 'PRIMARY KEY'],
  [
    'audits of a model',
    'SELECT audit FROM audit_result WHERE model_id = ? ORDER BY created_at DESC',
    'PRIMARY KEY',
  ],
  [
    'scores of a model by risk',
    'SELECT encounter_id FROM prediction WHERE model_id = ? ORDER BY probability',
    'prediction_probability',
  ],
  ['a score', 'SELECT logit FROM prediction WHERE model_id = ? AND encounter_id = ?', 'PRIMARY KEY'],
  [
    'an encounter by its id in the source',
    'SELECT id FROM encounter WHERE source_key = ?',
    'encounter_source_key',
  ],
  ['a patient by its id in the source', 'SELECT id FROM patient WHERE source_key = ?', 'patient_source_key'],
  ['ICU stays of an admission', 'SELECT id FROM encounter WHERE parent_id = ?', 'encounter_parent'],
])('%s', (_, sql, index) => {
  const { db } = new RecordDatabase();
  const plan = db
    .prepare<unknown[], { detail: string }>(`EXPLAIN QUERY PLAN ${sql}`)
    .all(...Array.from(sql.matchAll(/\?/g), () => null))
    .map(({ detail }) => detail);
  expect(plan.join('\n')).toContain(index);
  expect(plan.join('\n')).not.toContain('TEMP B-TREE');
});
