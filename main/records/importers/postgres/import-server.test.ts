import { createHash } from 'node:crypto';
import { cpSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { importSummary, inspection } from '../../../api/imports.ts';
import type { ImportSummary, PatientChoice, ServerInput } from '../../../api/services.ts';
import { MIMIC_DEMO_FOLDER, MIMIC_DEMO_MISSING } from '../../../testing/mimic-demo.ts';
import { MimicFolder } from '../../../testing/mimic-folder.ts';
import { loadMimicFolder } from '../../../testing/mimic-server.ts';
import { clusterForTests } from '../../../testing/cluster-for-tests.ts';
import { temporaryFolder } from '../../../testing/temporary-folder.ts';
import { listAuditLog } from '../../audit-log.ts';
import { checkIntegrity, type Database, openDatabase } from '../../database.ts';
import { listImportRuns } from '../../import-runs.ts';
import { readLabBlock } from '../../labs/lab-block.ts';
import { RECORD_TABLES } from '../../record-tables.ts';
import { recordsHash } from '../../records-hash.ts';
import { listRejectedRows } from '../../rejected-rows.ts';
import { importFolder } from '../import-folder.ts';
import { importServer, inspectServer } from './import-server.ts';

const place = temporaryFolder();
const cluster = clusterForTests(async (server) => {
  await server.run('CREATE DATABASE mimic');
  await loadMimicFolder(server, new MimicFolder(path.join(place, 'small')).folder);
});
let databases = 0;

function newDatabase(): string {
  databases += 1;
  return path.join(place, `records-${databases}.db`);
}

function server(more: Partial<ServerInput> & { readonly database?: string } = {}): ServerInput {
  const { database = 'mimic', ...rest } = more;
  return { address: cluster().address({ database }), password: cluster().password, ...rest };
}

async function imported(
  from: ServerInput,
  database = newDatabase(),
): Promise<{ summary: ImportSummary; database: string }> {
  return { summary: await importServer({ server: from, database }), database };
}

/** Reads from a database and finds it sound. */
function read<T>(database: string, work: (db: Database) => T): T {
  const db = openDatabase(database, { readOnly: true });
  try {
    expect(checkIntegrity(db)).toEqual([]);
    return work(db);
  } finally {
    db.close();
  }
}

/** Of all records with the line each has, but not what tells a file from a table: names, sizes and hashes. */
function hashOf(database: string): string {
  const tables = RECORD_TABLES.filter((table) => table !== 'source' && table !== 'source_file');
  return read(database, (db) => recordsHash(db, tables));
}

/** By table, a hash of its rows in any order, without their lines; of results packed into blocks too. */
function contentOf(database: string): Record<string, string> {
  return read(database, (db) =>
    Object.fromEntries(
      RECORD_TABLES.filter((table) => table !== 'source' && table !== 'source_file').map((table) => {
        const rows = db.prepare<[], Record<string, unknown>>(`SELECT * FROM ${table}`).all();
        const texts = rows.flatMap(({ line: _line, data, ...row }) => {
          const owner = JSON.stringify(row);
          if (!Buffer.isBuffer(data)) return [owner];
          return Array.from(readLabBlock(data), ({ line: _packed, ...lab }) => owner + JSON.stringify(lab));
        });
        return [table, createHash('sha256').update(texts.sort().join('\n')).digest('hex')];
      }),
    ),
  );
}

/** A database of its own, a copy of the made-up one, for a test to change. */
async function changed(name: string, sql: string): Promise<string> {
  await cluster().run(`CREATE DATABASE ${name} TEMPLATE mimic`);
  await cluster().run(sql, name);
  return name;
}

describe('import from a server', () => {
  it('gives the records that the files give, line by line', async () => {
    const files = newDatabase();
    await importFolder({ folder: path.join(place, 'small', 'mimic'), database: files });
    const { summary, database } = await imported(server());
    expect(importSummary.parse(summary)).toEqual(summary);
    expect(hashOf(database)).toBe(hashOf(files));
    for (const { read: all, imported: kept, rejected, duplicate, unused } of summary.files) {
      expect(all).toBe(kept + rejected + duplicate + unused);
    }
    expect(summary).toMatchObject({ source: 'mimic-iv', release: '2.2', rejected: 0 });
    expect(summary.imported).toMatchObject({ patient: 3, encounter: 5, note: 2, lab: 6 });
  });

  it('gives the records that the files of the open demo give', async (context) => {
    context.skip(MIMIC_DEMO_MISSING !== null, MIMIC_DEMO_MISSING ?? '');
    // The list of its patients has no table on a server, and each file counts.
    const folder = path.join(place, 'demo');
    for (const part of ['hosp', 'icu']) {
      cpSync(path.join(MIMIC_DEMO_FOLDER, part), path.join(folder, part), { recursive: true });
    }
    await cluster().run('CREATE DATABASE demo');
    await loadMimicFolder(cluster(), folder, { database: 'demo' });
    const files = newDatabase();
    const fromFiles = await importFolder({ folder, database: files });
    const { summary, database } = await imported(server({ database: 'demo' }));
    // The server stores rows in an order of its own, so that all but their lines is the same.
    expect(contentOf(database)).toEqual(contentOf(files));
    expect(summary.imported).toEqual(fromFiles.imported);
    expect(summary.imported).toMatchObject({ patient: 100, encounter: 415, lab: 107_727 });
    const counts = ({ warnings }: ImportSummary): number[] =>
      warnings.map(({ count }) => count).sort((a, b) => a - b);
    expect(counts(summary)).toEqual(counts(fromFiles));
  });

  it('copies only the columns and rows that are read', async () => {
    const { summary } = await imported(server());
    const chartevents = summary.files.find(({ file }) => file === 'mimiciv_icu.chartevents');
    // The third row is of an item that is no vital sign: it never leaves the server.
    expect(chartevents).toMatchObject({ read: 2, imported: 2, unused: 0 });
  });

  it('notes in the audit log and in the run where the records came from, without the password', async () => {
    const { database } = await imported(server());
    const address = `postgresql://postgres@127.0.0.1:${cluster().port}/mimic`;
    read(database, (db) => {
      expect(listImportRuns(db)).toMatchObject([{ folder: address, state: 'done' }]);
      const actions = listAuditLog(db, { offset: 0, limit: 10 }).rows.map(({ action, subject }) => [
        action,
        subject,
      ]);
      expect(actions).toContainEqual(['server.contact', address]);
    });
    expect(readFileSync(database).includes(address)).toBe(true);
    expect(readFileSync(database).includes(cluster().password)).toBe(false);
  });

  it('refuses the same records again', async () => {
    const { database } = await imported(server());
    const before = hashOf(database);
    await expect(imported(server(), database)).rejects.toMatchObject({ code: 'already_imported' });
    expect(hashOf(database)).toBe(before);
  });

  it('reads all tables as they were at one moment', async () => {
    const name = await changed('moving', 'SELECT 1');
    const row = `INSERT INTO mimiciv_hosp.diagnoses_icd VALUES (101, 201, 3, 'Z99', 10)`;
    const inserting: Promise<unknown>[] = [];
    const summary = await importServer({
      server: server({ database: name }),
      database: newDatabase(),
      onInspected: () => inserting.push(cluster().run(row, name)),
      onProgress: () => undefined,
    });
    await Promise.all(inserting);
    expect(inserting).toHaveLength(1);
    expect(summary.imported['diagnosis']).toBe(3);
    const { summary: later } = await imported(server({ database: name }));
    expect(later.imported['diagnosis']).toBe(4);
  });

  it('rejects bad rows with their row in the copy', async () => {
    const name = await changed(
      'spoilt',
      `INSERT INTO mimiciv_hosp.diagnoses_icd VALUES (999, 201, 3, 'Z99', 10), (101, 201, 1, '4280', 9);
       UPDATE mimiciv_hosp.admissions SET dischtime = 'infinity' WHERE hadm_id = 202`,
    );
    const { summary, database } = await imported(server({ database: name }));
    const { rows } = read(database, (db) => listRejectedRows(db, { run: summary.run, offset: 0, limit: 10 }));
    expect(rows.map(({ file, line, column, code }) => [file, line, column, code])).toEqual([
      ['mimiciv_hosp.admissions', 5, 'dischtime', 'bad_date'],
      ['mimiciv_hosp.diagnoses_icd', 5, 'subject_id', 'unknown_patient'],
      ['mimiciv_hosp.diagnoses_icd', 6, 'icd_code', 'duplicate_key'],
    ]);
  });

  it('finds schemas under another prefix, and asks where there are several', async () => {
    const name = await changed('twice', 'SELECT 1');
    await loadMimicFolder(cluster(), path.join(place, 'small', 'mimic'), {
      database: name,
      prefix: 'study_',
    });
    const { summary } = await imported(server({ database: name, schemaPrefix: 'study_' }));
    expect(summary.files.map(({ file }) => file)).toContain('study_hosp.patients');
    // The usual prefix goes before any other.
    expect((await imported(server({ database: name }))).summary.files[0]?.file).toMatch(/^mimiciv_/);
    await cluster().run('ALTER SCHEMA mimiciv_hosp RENAME TO other_hosp', name);
    await expect(inspectServer(server({ database: name }), place)).rejects.toMatchObject({
      code: 'server_schema',
      message: 'the database holds MIMIC-IV more than once: it has other_hosp, study_hosp',
    });
    await cluster().run('DROP SCHEMA study_hosp CASCADE', name);
    expect((await inspectServer(server({ database: name }), place)).files[0]?.file).toBe(
      'other_hosp.admissions',
    );
  });
});

describe('inspection of a server', () => {
  it('says what there is, what is missing, and how much it is', async () => {
    const found = await inspectServer(server(), place);
    expect(inspection.parse(found)).toEqual(found);
    expect(found).toMatchObject({ source: 'mimic-iv', release: '2.2', ready: true, absentModalities: [] });
    expect(found.server?.attrition).toEqual([{ rule: 'all', value: null, patients: 3, admissions: 4 }]);
    expect(Math.abs(Date.parse(found.server?.at ?? '') - Date.now())).toBeLessThan(60_000);
    const labs = found.files.find(({ file }) => file === 'mimiciv_hosp.labevents');
    expect(labs).toMatchObject({ table: 'hosp/labevents', use: 'used', estimatedRows: 4, problems: [] });
  });

  it('estimates what the filter leaves, not what the table holds', async () => {
    const name = await changed(
      'charts',
      `INSERT INTO mimiciv_icu.chartevents (subject_id, hadm_id, stay_id, charttime, itemid)
       SELECT 102, 203, 401, '2163-04-28 10:00', CASE WHEN i % 10 = 0 THEN 220045 ELSE 1 END
       FROM generate_series(1, 10000) i;
       ANALYZE mimiciv_icu.chartevents`,
    );
    const { files } = await inspectServer(server({ database: name }), place);
    const rows = files.find(({ table }) => table === 'icu/chartevents')?.estimatedRows;
    expect(rows).toBeGreaterThan(800);
    expect(rows).toBeLessThan(1200);
  });

  it('says which table is missing, lacks a column, may not be read or keeps time by the world', async () => {
    const name = await changed(
      'lacking',
      `CREATE ROLE reader LOGIN PASSWORD 'reads';
       GRANT USAGE ON SCHEMA mimiciv_hosp, mimiciv_icu TO reader;
       GRANT SELECT ON ALL TABLES IN SCHEMA mimiciv_hosp, mimiciv_icu, mimiciv_note TO reader;
       REVOKE SELECT ON mimiciv_hosp.labevents FROM reader;
       GRANT SELECT (labevent_id) ON mimiciv_hosp.labevents TO reader;
       ALTER TABLE mimiciv_hosp.transfers ALTER intime TYPE timestamptz;
       ALTER TABLE mimiciv_icu.icustays DROP intime;
       DROP TABLE mimiciv_icu.chartevents`,
    );
    const address = cluster().address({ user: 'reader', database: name });
    const found = await inspectServer({ address, password: 'reads' }, place);
    const problems = (table: string): (string | undefined)[][] =>
      (found.files.find((file) => file.table === table)?.problems ?? []).map(({ code, column }) => [
        code,
        column,
      ]);
    expect(problems('hosp/patients')).toEqual([]);
    expect(problems('hosp/labevents')).toHaveLength(11);
    expect(problems('hosp/labevents')).toContainEqual(['server_permission', 'valuenum']);
    expect(problems('hosp/transfers')).toEqual([['server_type', 'intime']]);
    expect(problems('icu/icustays')).toEqual([['missing_column', 'intime']]);
    // No right to use the schema.
    expect(problems('note/discharge')).toContainEqual(['server_permission', 'text']);
    expect(found.missing.map(({ file }) => file)).toContain('icu/chartevents');
    expect(found.ready).toBe(false);
    await expect(
      importServer({ server: { address, password: 'reads' }, database: newDatabase() }),
    ).rejects.toMatchObject({
      code: 'server_permission',
    });
    await cluster().run('DROP TABLE mimiciv_hosp.admissions', name);
    await expect(
      importServer({ server: { address, password: 'reads' }, database: newDatabase() }),
    ).rejects.toMatchObject({
      code: 'missing_file',
      message: 'the table hosp/admissions is missing',
    });
  });

  it('says where a policy of the server hides rows', async () => {
    const name = await changed(
      'hiding',
      `CREATE ROLE ward LOGIN PASSWORD 'reads';
       GRANT USAGE ON SCHEMA mimiciv_hosp, mimiciv_icu, mimiciv_note TO ward;
       GRANT SELECT ON ALL TABLES IN SCHEMA mimiciv_hosp, mimiciv_icu, mimiciv_note TO ward;
       ALTER TABLE mimiciv_hosp.diagnoses_icd ENABLE ROW LEVEL SECURITY;
       CREATE POLICY one ON mimiciv_hosp.diagnoses_icd USING (subject_id = 101)`,
    );
    const address = cluster().address({ user: 'ward', database: name });
    const { summary } = await imported({ address, password: 'reads' });
    expect(summary.imported['diagnosis']).toBe(2);
    expect(summary.warnings).toContainEqual(
      expect.objectContaining({ code: 'rows_hidden', file: 'mimiciv_hosp.diagnoses_icd', count: 2 }),
    );
  });
});

describe('values of a server', () => {
  it('are read as the files have them, whatever their types', async () => {
    const name = await changed(
      'typed',
      `ALTER TABLE mimiciv_hosp.admissions ALTER hospital_expire_flag TYPE boolean USING hospital_expire_flag = 1;
       ALTER TABLE mimiciv_hosp.labevents ALTER valuenum TYPE numeric(10, 3), ALTER itemid TYPE numeric(12, 2);
       ALTER TABLE mimiciv_hosp.prescriptions ALTER pharmacy_id TYPE double precision;
       ALTER TABLE mimiciv_hosp.transfers ALTER careunit TYPE char(60);
       ALTER TABLE mimiciv_icu.icustays ALTER intime TYPE timestamp(6);
       ALTER TABLE mimiciv_hosp.labevents ALTER valueuom TYPE char(20);
       ALTER DATABASE typed SET DateStyle = 'German';
       ALTER DATABASE typed SET TimeZone = 'Pacific/Chatham';
       ALTER DATABASE typed SET extra_float_digits = -15`,
    );
    const plain = await imported(server());
    const typed = await imported(server({ database: name }));
    expect(typed.summary.rejected).toBe(0);
    expect(hashOf(typed.database)).toBe(hashOf(plain.database));
  });

  it('are read of views and of tables in parts as of any other', async () => {
    const name = await changed(
      'parted',
      `ALTER TABLE mimiciv_hosp.labevents RENAME TO whole;
       CREATE TABLE mimiciv_hosp.labevents (LIKE mimiciv_hosp.whole) PARTITION BY RANGE (labevent_id);
       CREATE TABLE mimiciv_hosp.labevents_1 PARTITION OF mimiciv_hosp.labevents FOR VALUES FROM (0) TO (3);
       CREATE TABLE mimiciv_hosp.labevents_2 PARTITION OF mimiciv_hosp.labevents FOR VALUES FROM (3) TO (100);
       INSERT INTO mimiciv_hosp.labevents SELECT * FROM mimiciv_hosp.whole;
       DROP TABLE mimiciv_hosp.whole;
       ALTER TABLE mimiciv_hosp.transfers SET SCHEMA public;
       CREATE VIEW mimiciv_hosp.transfers AS SELECT * FROM public.transfers`,
    );
    const { database, summary } = await imported(server({ database: name }));
    expect(summary.files.filter(({ file }) => file.includes('labevents'))).toMatchObject([
      { file: 'mimiciv_hosp.labevents', read: 4, imported: 4 },
    ]);
    expect(contentOf(database)).toEqual(contentOf((await imported(server())).database));
  });

  it('tells nothing from an empty text, and keeps every digit', async () => {
    const name = await changed(
      'odd',
      `UPDATE mimiciv_hosp.labevents SET value = '', valuenum = 0.1 + 0.2::float8 WHERE labevent_id = 1;
       UPDATE mimiciv_hosp.labevents SET value = NULL, valuenum = 1e-300 WHERE labevent_id = 2;
       UPDATE mimiciv_hosp.labevents SET value = 'a "quoted", odd' || chr(10) || 'value' WHERE labevent_id = 3;
       UPDATE mimiciv_hosp.labevents SET valuenum = 'NaN' WHERE labevent_id = 4;
       UPDATE mimiciv_hosp.transfers SET careunit = '' WHERE transfer_id = 301`,
    );
    const { summary, database } = await imported(server({ database: name }));
    expect(summary.rejected).toBe(1);
    const rows = read(database, (db) => db.prepare('SELECT text FROM lab_text ORDER BY text').pluck().all());
    expect(rows).toContain('a "quoted", odd\nvalue');
    const files = await exported(name);
    expect(hashOf(database)).toBe(hashOf(files));
  });
});

/** The made-up folder as the server writes its changed tables, imported from files. */
async function exported(name: string): Promise<string> {
  const folder = new MimicFolder(path.join(place, name));
  for (const table of ['labevents', 'transfers']) {
    folder.write(`hosp/${table}`, await cluster().copyOut(`SELECT * FROM mimiciv_hosp.${table}`, name));
  }
  const database = newDatabase();
  await importFolder({ folder: folder.folder, database });
  return database;
}

describe('chosen patients', () => {
  const chosen = async (patients: PatientChoice): Promise<{ keys: unknown[]; attrition: unknown[] }> => {
    const { summary, database } = await imported(server({ patients }));
    const keys = read(database, (db) =>
      db.prepare('SELECT source_key FROM patient ORDER BY id').pluck().all(),
    );
    const attrition = (summary.server?.attrition ?? []).map(
      ({ rule, value, patients: people, admissions }) => [rule, value, people, admissions],
    );
    return { keys, attrition };
  };

  it('are read whole when one of their admissions meets every rule', async () => {
    const { keys, attrition } = await chosen({ minimumAge: 40, since: '2151-01-01', before: '2170-01-01' });
    expect(keys).toEqual(['101', '102']);
    expect(attrition).toEqual([
      ['all', null, 3, 4],
      ['minimumAge', '40', 2, 3],
      ['since', '2151-01-01', 2, 2],
      ['before', '2170-01-01', 2, 2],
      ['whole', null, 2, 3],
    ]);
  });

  it('can be listed, or found by a query of the server', async () => {
    expect((await chosen({ ids: [103, 102, 7] })).attrition).toEqual([
      ['all', null, 3, 4],
      ['ids', '3', 2, 2],
      ['whole', null, 2, 2],
    ]);
    const query = `SELECT subject_id FROM mimiciv_hosp.diagnoses_icd WHERE icd_code LIKE 'A41%' -- sepsis\n;`;
    expect((await chosen({ query })).keys).toEqual(['102']);
  });

  it('can be those who came through a unit', async () => {
    const { keys, attrition } = await chosen({ careUnits: ['micu', 'medicine'] });
    expect(keys).toEqual(['101', '102']);
    expect(attrition.at(-2)).toEqual(['careUnits', 'micu,medicine', 2, 2]);
  });

  it('bring nobody else’s rows', async () => {
    const { summary } = await imported(server({ patients: { ids: [102] } }));
    expect(summary.rejected).toBe(0);
    expect(summary.files.find(({ file }) => file === 'mimiciv_hosp.labevents')).toMatchObject({ read: 1 });
    expect(summary.files.find(({ file }) => file === 'mimiciv_hosp.d_labitems')).toMatchObject({ read: 3 });
  });

  it('must be somebody', async () => {
    const nobody = server({ patients: { minimumAge: 130 } });
    const found = await inspectServer(nobody, place);
    expect(found.ready).toBe(false);
    expect(found.server?.attrition.at(-1)).toEqual({
      rule: 'whole',
      value: null,
      patients: 0,
      admissions: 0,
    });
    await expect(imported(nobody)).rejects.toMatchObject({ code: 'cohort_empty' });
  });

  it('are not found by a query that is wrong, or that is more than one', async () => {
    const refused = (query: string): Promise<unknown> =>
      inspectServer(server({ patients: { query } }), place);
    await expect(refused('SELECT subject_id FORM patients')).rejects.toMatchObject({
      code: 'server_query',
      message: expect.stringContaining('syntax error') as string,
    });
    await expect(refused('SELECT hadm_id FROM mimiciv_hosp.admissions')).rejects.toMatchObject({
      code: 'server_query',
      message: expect.stringContaining('subject_id') as string,
    });
    await expect(
      refused(
        'SELECT 1 AS subject_id) x; DROP TABLE mimiciv_note.radiology; SELECT 1 FROM (SELECT 1 AS subject_id',
      ),
    ).rejects.toMatchObject({ code: 'server_query' });
    await expect(
      refused('WITH gone AS (DELETE FROM mimiciv_hosp.patients RETURNING subject_id) SELECT * FROM gone'),
    ).rejects.toMatchObject({ code: 'server_query' });
    const [row] = await cluster().run('SELECT count(*)::int AS n FROM mimiciv_hosp.patients', 'mimic');
    expect(row).toEqual({ n: 3 });
  });
});
