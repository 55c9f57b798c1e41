import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import { FhirFolder } from '../../../testing/fhir-folder.ts';
import { bundleOf, type WrittenResource } from '../../../testing/fhir-resources.ts';
import { SAMPLE } from '../../../testing/fhir-sample.ts';
import { checkIntegrity, type Database, openDatabase } from '../../database.ts';
import { readLabBlock } from '../../labs/lab-block.ts';
import { removeSource } from '../../remove-source.ts';
import { importFolder } from '../import-folder.ts';
import { inspectFolder } from '../inspect-folder.ts';

const IMPORT_PROCESS = fileURLToPath(new URL('../../../testing/import-process.ts', import.meta.url));

let folder: FhirFolder;

beforeEach(() => {
  folder = new FhirFolder();
});

const importIt = () => importFolder({ folder: folder.folder, database: folder.database });

function open(): Database {
  const db = openDatabase(folder.database);
  onTestFinished(() => {
    db.close();
  });
  return db;
}

/** Stays by key, with their times as hours after the start of their person's first. */
function stays(db: Database): Record<string, unknown> {
  const rows = db
    .prepare<[], Record<string, unknown> & { key: string }>(
      `SELECT e.source_key AS key, e.kind, (e.start_minute - f.first) / 60.0 AS start,
         (e.end_minute - f.first) / 60.0 AS "end", (e.ed_start_minute - f.first) / 60.0 AS emergency,
         (e.death_minute - f.first) / 60.0 AS death, e.hospital_expire_flag AS died, e.admission_type AS type,
         e.discharge_location AS left, e.age_years AS age, a.source_key AS parent
       FROM encounter e
       JOIN (SELECT patient_id, min(start_minute) AS first FROM encounter GROUP BY 1) f USING (patient_id)
       LEFT JOIN encounter a ON a.id = e.parent_id`,
    )
    .all();
  return Object.fromEntries(rows.map(({ key, ...stay }) => [key, stay]));
}

describe('inspection', () => {
  it('knows NDJSON by what is in it, whatever it is called, and says what is missing', async () => {
    folder.writeNdjson();
    folder.write('0001.ndjson', folder.text('Observation.ndjson'));
    folder.remove('Observation.ndjson');
    folder.write('Claim.ndjson', '{"resourceType":"Claim","id":"1"}\n');
    folder.write('log.ndjson', '{"exportId":"1","eventId":"kickoff"}\n{"exportId":"1"}\n');
    folder.remove('Procedure.ndjson');
    const inspection = await inspectFolder(folder.folder);
    expect(inspection).toMatchObject({ source: 'fhir', release: 'R4', ready: true });
    const found = Object.fromEntries(inspection.files.map(({ file, table, use }) => [file, { table, use }]));
    expect(found).toMatchObject({
      '0001.ndjson': { table: 'Observation', use: 'used' },
      'Claim.ndjson': { table: null, use: 'unused' },
      'log.ndjson': { table: null, use: 'unused' },
      'Patient.ndjson': { table: 'Patient', use: 'required' },
    });
    expect(inspection.absentModalities).toEqual([
      { modality: 'procedures', reason: 'the folder has none of Procedure' },
    ]);
    expect(inspection.files.find(({ file }) => file === '0001.ndjson')).toMatchObject({ estimatedRows: 5 });
  });

  it('expects anything of a bundle', async () => {
    folder.write('Anna.json', JSON.stringify(bundleOf(SAMPLE), null, 2));
    folder.write('package.json', '{"name":"not a resource"}');
    const inspection = await inspectFolder(folder.folder);
    expect(inspection).toMatchObject({ source: 'fhir', ready: true, missing: [], absentModalities: [] });
    expect(inspection.files.map(({ file, table }) => [file, table])).toEqual([
      ['Anna.json', 'Bundle'],
      ['package.json', null],
    ]);
  });

  it('needs people and stays, and names the file that is missing', async () => {
    folder.writeNdjson();
    folder.remove('Encounter.ndjson');
    await expect(importIt()).rejects.toMatchObject({
      code: 'missing_file',
      message: 'the file Encounter.ndjson or .ndjson.gz is missing',
    });
  });
});

describe('import', () => {
  it('reads every type of resource, and accounts for each', async () => {
    folder.writeNdjson();
    const summary = await importIt();
    expect(summary.imported).toEqual({
      patient: 3,
      encounter: 5,
      transfer: 0,
      concept: 11,
      diagnosis: 3,
      procedure: 1,
      medication: 3,
      note: 2,
      lab: 4,
    });
    expect(summary.rejected).toBe(0);
    const counts = (file: string) => summary.files.find((one) => one.file === file);
    expect(counts('Encounter.ndjson')).toMatchObject({ read: 8, imported: 5, unused: 3 });
    expect(counts('Observation.ndjson')).toMatchObject({ read: 5, imported: 3, unused: 2 });
    expect(counts('Medication.ndjson')).toMatchObject({ read: 2, imported: 1, unused: 1 });
    expect(
      Object.fromEntries(summary.warnings.map(({ code, file, count }) => [`${code} ${file}`, count])),
    ).toEqual({
      'left_out_status Condition.ndjson': 1,
      'left_out_status Encounter.ndjson': 1,
      'left_out_status Observation.ndjson': 1,
      'left_out_status Procedure.ndjson': 1,
      'no_text DiagnosticReport.ndjson': 1,
      'external_note DocumentReference.ndjson': 1,
      'other_observation Observation.ndjson': 1,
      'unknown_sex Patient.ndjson': 1,
      // That of the sex at birth; race is read.
      'ignored_extension Patient.ndjson': 1,
      'one_clock all files': 3,
    });
    expect(checkIntegrity(open())).toEqual([]);
  });

  it('places stays, and what belongs to them, exactly over the change to summer time', async () => {
    folder.writeNdjson();
    await importIt();
    expect(stays(open())).toEqual({
      e1: expect.objectContaining({
        ...{ start: 0, end: 59, emergency: -4, died: 0, age: 68 },
        ...{ type: 'EW EMER.', left: 'Home' },
      }) as unknown,
      e2: expect.objectContaining({ start: 249, end: 301, emergency: null, type: 'ELECTIVE' }) as unknown,
      e3: expect.objectContaining({
        start: 0,
        end: 67,
        death: 66.5,
        died: 1,
        left: 'DIED',
        age: 71,
      }) as unknown,
      icu3: expect.objectContaining({ kind: 'icu_stay', start: 3, end: 67, parent: 'e3' }) as unknown,
      // By the day: from its first minute to the last of the day of discharge.
      e4: expect.objectContaining({ end: 48 - 1 / 60, age: 20, type: 'DIRECT OBSERVATION' }) as unknown,
    });
  });

  it('keeps the clock on which most stays begin', async () => {
    folder.writeNdjson();
    await importIt();
    const db = open();
    expect(db.prepare('SELECT utc_offset_minutes FROM source').pluck().get()).toBe(-300);
    const start = db.prepare(`SELECT start_minute FROM encounter WHERE source_key = 'e1'`).pluck().get();
    expect(start).toBe(Date.UTC(2019, 2, 9, 22) / 60_000);
  });

  it('keeps codes with their systems, and from when each event was known', async () => {
    folder.writeNdjson();
    await importIt();
    const rows = open()
      .prepare<[], Record<string, unknown>>(
        `SELECT k.system, k.code, e.source_key AS stay, (s.event_minute - e.start_minute) / 60.0 AS at,
           (s.entered_minute - e.start_minute) / 60.0 AS known, f.path AS file, s.line
         FROM stay_event s JOIN concept k ON k.id = s.concept_id JOIN encounter e ON e.id = s.encounter_id
         JOIN source_file f ON f.id = s.file_id`,
      )
      .all();
    const of = (code: string) => rows.find((row) => row['code'] === code);
    // Without a date of recording: at the end of the stay.
    expect(of('I50.9')).toMatchObject({ system: 'ICD10CM', stay: 'e1', at: -22, known: 59, line: 1 });
    expect(of('84114007')).toMatchObject({ system: 'SNOMED', known: 59, file: 'Condition.ndjson' });
    expect(of('Hypertension')).toMatchObject({ system: 'TEXT', stay: 'e1', known: 10 });
    expect(of('37.22')).toMatchObject({ system: 'ICD9PCS', stay: 'e1', at: 35, known: 59 });
    // Ordered on a day: known at its end, and due after that.
    expect(of('197361')).toMatchObject({ system: 'RXNORM', at: 33, known: 25 + 59 / 60 });
    // A contained drug, and an order that names no stay.
    expect(of('313002')).toMatchObject({ system: 'RXNORM', stay: 'e3', at: 4, known: 4 });
    // A dose in intensive care belongs to the admission.
    expect(of('Norepinephrine 4 mg/250 mL')).toMatchObject({ system: 'DRUG', stay: 'e3', at: 13, known: 13 });
    expect(rows).toHaveLength(7);
  });

  it('keeps results with number, comparator, unit, range and flag, components by themselves', async () => {
    folder.writeNdjson();
    await importIt();
    const db = open();
    const start = (stay: string) =>
      db
        .prepare<[string], number>('SELECT start_minute FROM encounter WHERE source_key = ?')
        .pluck()
        .get(stay) ?? 0;
    expect(results(db)).toEqual([
      {
        ...{ item: 'LOINC 2160-0', at: start('e1') + 195, known: start('e1') + 240, value: 1.4, text: null },
        ...{ unit: 'mg/dL', low: 0.5, high: 1.2, abnormal: true, line: 1 },
      },
      {
        ...{ item: 'LOINC 6598-7', at: start('e1') - 120, known: null, value: 0.01, text: '<0.01' },
        ...{ unit: 'ng/mL', low: null, high: null, abnormal: false, line: 2 },
      },
      expect.objectContaining({ item: 'LOINC 8462-4', value: 51, unit: 'mm[Hg]', line: 3 }) as unknown,
      expect.objectContaining({ item: 'LOINC 8480-6', value: 88, unit: 'mm[Hg]', line: 3 }) as unknown,
    ]);
  });

  it('keeps notes as text, whatever form they were in', async () => {
    folder.writeNdjson();
    await importIt();
    const notes = open()
      .prepare(
        'SELECT source_key AS key, kind, text, store_minute - chart_minute AS stored FROM note ORDER BY key',
      )
      .all();
    expect(notes).toEqual([
      { key: 'd1', kind: 'discharge', text: 'Admitted with dyspnoea.\nImproved & left.', stored: 0 },
      { key: 'dr1', kind: 'radiology', text: 'Bilateral infiltrates — no effusion.', stored: 60 },
    ]);
  });

  it('reads the same records from a bundle, with the number of the entry for its line', async () => {
    const wholes = SAMPLE.map(withUrns);
    folder.write('Anna_1.json', JSON.stringify(bundleOf(wholes)));
    const summary = await importIt();
    expect(summary.files).toEqual([
      expect.objectContaining({ file: 'Anna_1.json', read: SAMPLE.length, rejected: 0, duplicate: 0 }),
    ]);
    const bundle = { db: open(), imported: summary.imported };
    folder = new FhirFolder();
    folder.writeNdjson();
    const { imported } = await importIt();
    expect(bundle.imported).toEqual(imported);
    expect(stays(bundle.db)).toEqual(stays(open()));
    const line = bundle.db.prepare(`SELECT line FROM encounter WHERE source_key = 'e3'`).pluck().get();
    expect(line).toBe(1 + SAMPLE.findIndex((one) => one['id'] === 'e3'));
  });

  it('reads single resources, parts of a type, and compressed files', async () => {
    const [anna, ben, ...rest] = SAMPLE;
    folder.write('anna.json', JSON.stringify(anna, null, 2));
    folder.write('ben.json', `\uFEFF${JSON.stringify(ben)}`);
    folder.writeNdjson(rest);
    const lines = folder.text('Encounter.ndjson').trimEnd().split('\n');
    folder.remove('Encounter.ndjson');
    folder.write('Encounter.000.ndjson', lines.slice(0, 3).join('\r\n'));
    folder.write('Encounter.001.ndjson.gz', gzipSync(lines.slice(3).join('\n')));
    const { imported, rejected } = await importIt();
    expect(imported).toMatchObject({ patient: 3, encounter: 5, diagnosis: 3, lab: 4, note: 2 });
    expect(rejected).toBe(0);
  });

  it('has the same records in every time zone of the machine', () => {
    folder.writeNdjson();
    const hashes = ['UTC', 'America/New_York', 'Asia/Kathmandu'].map((TZ, index) => {
      const { stdout, stderr } = spawnSync(
        process.execPath,
        [IMPORT_PROCESS, folder.folder, `${folder.database}-${index}`],
        { env: { ...process.env, TZ }, encoding: 'utf8' },
      );
      expect(stderr).toBe('');
      return stdout;
    });
    expect(hashes[0]).toMatch(/^ready\n[0-9a-f]{64}\n$/);
    expect(new Set(hashes).size).toBe(1);
  });

  it('recognises the same files, and is removed whole', async () => {
    folder.writeNdjson();
    await importIt();
    await expect(importIt()).rejects.toMatchObject({ code: 'already_imported' });
    const db = open();
    removeSource(db, 'fhir');
    expect(checkIntegrity(db)).toEqual([]);
    expect(db.prepare('SELECT count(*) FROM encounter').pluck().get()).toBe(0);
  });
});

interface Result {
  readonly item: string;
  readonly at: number;
  readonly known: number | null;
  readonly value: number | null;
  readonly text: string | null;
  readonly unit: string | null;
  readonly low: number | null;
  readonly high: number | null;
  readonly abnormal: boolean;
  readonly line: number;
}

/** All results, by item. */
function results(db: Database): Result[] {
  const item = db
    .prepare<[number], string>(
      `SELECT k.system || ' ' || k.code FROM lab_item i JOIN concept k ON k.id = i.concept_id WHERE i.ordinal = ?`,
    )
    .pluck();
  const text = db.prepare<[number | null], string>('SELECT text FROM lab_text WHERE ordinal = ?').pluck();
  const range = db.prepare<[number | null], Pick<Result, 'unit' | 'low' | 'high'>>(
    'SELECT unit, low, high FROM lab_range WHERE ordinal = ?',
  );
  const blocks = db.prepare<[], Uint8Array>('SELECT data FROM lab_block').pluck().all();
  return blocks
    .flatMap((data) =>
      Array.from(readLabBlock(data), (row) => ({
        item: item.get(row.item) ?? '',
        at: row.chartMinute,
        known: row.storeMinute,
        value: row.value,
        text: text.get(row.text) ?? null,
        ...(range.get(row.range) ?? { unit: null, low: null, high: null }),
        abnormal: row.abnormal,
        line: row.line,
      })),
    )
    .sort((a, b) => (a.item < b.item ? -1 : 1));
}

/** A resource that refers to others by their address in a bundle, as Synthea's do. */
function withUrns(resource: WrittenResource): WrittenResource {
  const text = JSON.stringify(resource).replaceAll(
    /"reference":"[^"#]*\/([^"/]+)"/g,
    (_, id: string) => `"reference":"urn:uuid:${id}"`,
  );
  return JSON.parse(text) as WrittenResource;
}
