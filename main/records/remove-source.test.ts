import { expect, it } from 'vitest';
import { MimicFolder } from '../testing/mimic-folder.ts';
import { checkIntegrity, openDatabase } from './database.ts';
import { importFolder } from './importers/import-folder.ts';
import { RECORD_TABLES } from './record-tables.ts';
import { recordsHash } from './records-hash.ts';
import { removeSource } from './remove-source.ts';

it('takes a source out whole and leaves the other as it was', async () => {
  const folder = new MimicFolder();
  const request = { folder: folder.folder, source: 'mimic-iv', database: folder.database } as const;
  await importFolder(request);
  const db = openDatabase(folder.database);
  const before = recordsHash(db);
  folder.replace('hosp/patients', '101,F,52', '101,F,53');
  const { run } = await importFolder(request);
  const scored = db.prepare<[], number>('SELECT min(id) FROM encounter WHERE source_id = 2').pluck().get();
  db.prepare(
    `INSERT INTO model (id, name, path, state, task, synthetic, details, manifest_sha256, created_at)
     VALUES ('m', 'm', '/m', 'active', 'mortality-90d', 0, '{}', '', '')`,
  ).run();
  db.prepare(
    `INSERT INTO prediction (model_id, encounter_id, present, created_at) VALUES ('m', ?, 1, '')`,
  ).run(scored);
  removeSource(db, 'mimic-iv-2');
  expect(recordsHash(db)).toBe(before);
  expect(checkIntegrity(db)).toEqual([]);
  expect(db.prepare('SELECT count(*) FROM prediction').pluck().get()).toBe(0);
  expect(db.prepare('SELECT source_id, state FROM import_run WHERE id = ?').get(run)).toEqual({
    source_id: null,
    state: 'done',
  });
  expect(db.pragma('foreign_keys', { simple: true })).toBe(1);
  removeSource(db, 'mimic-iv');
  for (const table of RECORD_TABLES)
    expect(db.prepare(`SELECT count(*) FROM ${table}`).pluck().get()).toBe(0);
  db.close();
});

it('names a source that is not there', () => {
  const db = openDatabase(new MimicFolder().database, { create: true });
  expect(() => {
    removeSource(db, 'mimic-iv');
  }).toThrow(expect.objectContaining({ code: 'not_found' }));
  db.close();
});
