import { readdirSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { importSummary } from '../../api/imports.ts';
import type { ImportSummary } from '../../api/services.ts';
import type { LacunaError } from '../../errors.ts';
import { MimicFolder } from '../../testing/mimic-folder.ts';
import { listAuditLog } from '../audit-log.ts';
import { checkIntegrity, type Database, openDatabase } from '../database.ts';
import { listImportRuns } from '../import-runs.ts';
import { readLabBlock } from '../labs/lab-block.ts';
import { prepareList } from '../patients/prepare-list.ts';
import { recordsHash } from '../records-hash.ts';
import { importFolder, type ImportProgress } from './import-folder.ts';

function importInto(
  folder: MimicFolder,
  more: Partial<Parameters<typeof importFolder>[0]> = {},
): Promise<ImportSummary> {
  return importFolder({ folder: folder.folder, source: 'mimic-iv', database: folder.database, ...more });
}

/** Reads from the database that an import made, and finds it sound. */
function read<T>(folder: MimicFolder, work: (db: Database) => T): T {
  const db = openDatabase(folder.database, { readOnly: true });
  try {
    expect(checkIntegrity(db)).toEqual([]);
    return work(db);
  } finally {
    db.close();
  }
}

async function prepareListIn(folder: MimicFolder): Promise<void> {
  const db = openDatabase(folder.database);
  await prepareList(db, {});
  db.close();
}

const countLists = (db: Database): unknown => db.prepare('SELECT count(*) FROM prepared_list').pluck().get();
const minute = (text: string): number => Math.floor(Date.parse(`${text.replace(' ', 'T')}Z`) / 60_000);
const day = (text: string): number => Date.parse(`${text}T00:00Z`) / 86_400_000;

describe('import of a folder', () => {
  it('accounts for every record of every file', async () => {
    const folder = new MimicFolder();
    const summary = await importInto(folder);
    expect(importSummary.parse(summary)).toEqual(summary);
    expect(summary.imported).toEqual({
      patient: 3,
      encounter: 5,
      transfer: 3,
      diagnosis: 3,
      procedure: 3,
      medication: 2,
      note: 2,
      concept: 12,
      lab: 6,
    });
    expect(summary.rejected).toBe(0);
    for (const { read: all, imported, rejected, duplicate, unused } of summary.files) {
      expect(all).toBe(imported + rejected + duplicate + unused);
    }
    const counts = Object.fromEntries(
      summary.files.map(({ file, read: all, unused }) => [file, [all, unused]]),
    );
    expect(counts['icu/chartevents.csv']).toEqual([3, 1]);
    expect(counts['hosp/pharmacy.csv']).toEqual([2, 1]);
    expect(counts['hosp/d_labitems.csv']).toEqual([3, 1]);
    expect(summary.release).toBe('2.2');
  });

  it('keeps people and stays with arithmetic times, ages and first units', async () => {
    const folder = new MimicFolder();
    await importInto(folder);
    const [patients, encounters] = read(folder, (db) => [
      db.prepare('SELECT source_key, sex, dod, death_followup_end, line FROM patient ORDER BY id').all(),
      db
        .prepare(
          `SELECT source_key, kind, parent_id, start_minute, end_minute, ed_start_minute, death_minute,
             hospital_expire_flag, first_unit, age_years, line FROM encounter ORDER BY id`,
        )
        .all(),
    ]);
    expect(patients).toEqual([
      { source_key: '101', sex: 'F', dod: null, death_followup_end: day('2151-07-03') + 365, line: 2 },
      {
        source_key: '102',
        sex: 'M',
        dod: day('2163-05-06'),
        death_followup_end: day('2163-05-06') + 365,
        line: 3,
      },
      { source_key: '103', sex: 'F', dod: null, death_followup_end: day('2170-11-12') + 365, line: 4 },
    ]);
    expect(encounters).toHaveLength(5);
    expect(encounters[0]).toEqual({
      source_key: '201',
      kind: 'admission',
      parent_id: null,
      start_minute: minute('2150-03-01 10:30'),
      end_minute: minute('2150-03-05 12:00'),
      ed_start_minute: minute('2150-03-01 08:15'),
      death_minute: null,
      hospital_expire_flag: 0,
      first_unit: 'Medicine',
      age_years: 52,
      line: 2,
    });
    // No transfer tells the unit admitted to, so the ICU stay does; the age is that of the year of admission.
    expect(encounters[2]).toMatchObject({ first_unit: 'Medical Intensive Care Unit (MICU)', age_years: 74 });
    expect(encounters[4]).toMatchObject({ source_key: '401', kind: 'icu_stay', parent_id: 3, age_years: 74 });
  });

  it('keeps laboratory results exactly, the text where it says more than the number', async () => {
    const folder = new MimicFolder();
    await importInto(folder);
    const rows = read(folder, (db) => {
      const name = db
        .prepare<[number], string>(
          'SELECT code FROM lab_item i JOIN concept c ON c.id = i.concept_id WHERE i.ordinal = ?',
        )
        .pluck();
      const text = db.prepare<[number], string>('SELECT text FROM lab_text WHERE ordinal = ?').pluck();
      const range = db.prepare<[number], object>('SELECT unit, low, high FROM lab_range WHERE ordinal = ?');
      const blocks = db
        .prepare<[], { encounter: number | null; data: Buffer }>(
          'SELECT encounter_id AS encounter, data FROM lab_block',
        )
        .all();
      return blocks.flatMap(({ encounter, data }) =>
        [...readLabBlock(data)].map((row) => ({
          ...row,
          encounter,
          item: name.get(row.item),
          text: row.text === null ? null : text.get(row.text),
          range: row.range === null ? null : range.get(row.range),
        })),
      );
    });
    expect(rows.toSorted((a, b) => a.chartMinute - b.chartMinute || a.line - b.line).slice(0, 4)).toEqual([
      {
        encounter: null,
        item: '51463',
        chartMinute: minute('2150-02-28 06:00'),
        storeMinute: minute('2150-02-28 07:00'),
        value: null,
        text: 'NEG',
        range: null,
        abnormal: false,
        line: 4,
      },
      {
        encounter: 1,
        item: '50912',
        chartMinute: minute('2150-03-01 09:00'),
        storeMinute: minute('2150-03-01 09:40'),
        value: 1.4,
        text: null,
        range: { unit: 'mg/dL', low: 0.4, high: 1.1 },
        abnormal: true,
        line: 2,
      },
      {
        encounter: 1,
        item: '50912',
        chartMinute: minute('2150-03-02 06:00'),
        storeMinute: null,
        value: 1.2,
        text: null,
        range: { unit: 'mg/dL', low: 0.4, high: 1.1 },
        abnormal: true,
        line: 3,
      },
      {
        encounter: 3,
        item: '50912',
        chartMinute: minute('2163-04-28 04:00'),
        storeMinute: minute('2163-04-28 05:00'),
        value: 20,
        text: '>20',
        range: { unit: 'mg/dL', low: 0.5, high: 1.2 },
        abnormal: true,
        line: 5,
      },
    ]);
    const vitals = rows.filter(({ item }) => item === '223761');
    expect(vitals).toMatchObject([{ value: 98.6, range: { unit: '°F', low: null, high: null } }]);
  });

  it('keeps notes with their newlines and the physical line each starts on', async () => {
    const folder = new MimicFolder();
    await importInto(folder);
    const notes = read(folder, (db) => db.prepare('SELECT line, kind, text FROM note ORDER BY line').all());
    expect(notes).toEqual([
      { line: 2, kind: 'discharge', text: 'Name: ___\n\nChief complaint: "dizzy", weak\n' },
      { line: 6, kind: 'discharge', text: 'short' },
    ]);
  });

  it('names concepts, and gives a medication the time its order was entered', async () => {
    const folder = new MimicFolder();
    await importInto(folder);
    const [concepts, medications] = read(folder, (db) => [
      db.prepare('SELECT system, code, name, unit FROM concept ORDER BY system, code').all(),
      db
        .prepare(
          `SELECT code, entered_minute, stop_minute < start_minute AS stops_early, dose, route
           FROM medication JOIN concept ON concept.id = concept_id ORDER BY line`,
        )
        .all(),
    ]);
    expect(concepts).toContainEqual({
      system: 'ICD9CM',
      code: '4280',
      name: 'Congestive heart failure, unspecified',
      unit: null,
    });
    expect(concepts).toContainEqual({
      system: 'MIMIC-ITEM',
      code: '220045',
      name: 'Heart Rate',
      unit: 'bpm',
    });
    expect(concepts).toContainEqual({ system: 'MIMIC-ITEM', code: '223761', name: null, unit: null });
    expect(medications).toEqual([
      {
        code: 'Heparin',
        entered_minute: minute('2150-03-01 11:40'),
        stops_early: 0,
        dose: '5000 UNIT',
        route: 'SC',
      },
      { code: 'Norepinephrine, premixed', entered_minute: null, stops_early: 1, dose: '8 mg', route: 'IV' },
    ]);
  });

  it('keeps odd rows and counts them as warnings', async () => {
    const { warnings } = await importInto(new MimicFolder());
    const counted = warnings.map(({ code, file, count }) => [code, file, count]);
    expect(counted).toContainEqual(['stop_before_start', 'hosp/prescriptions.csv', 1]);
    expect(counted).toContainEqual(['no_encounter', 'hosp/labevents.csv', 1]);
    expect(counted).toContainEqual(['no_encounter', 'hosp/transfers.csv', 1]);
    expect(counted).toContainEqual(['death_outside_stay', 'hosp/admissions.csv', 1]);
  });

  it('makes a database that only its owner may read, and leaves nothing beside it', async () => {
    const folder = new MimicFolder();
    await importInto(folder);
    expect(statSync(folder.database).mode & 0o777).toBe(0o600);
    expect(statSync(path.dirname(folder.database)).mode & 0o777).toBe(0o700);
    expect(readdirSync(path.dirname(folder.database))).toEqual(['records.db']);
  });

  it('reads compressed files as it reads plain ones', async () => {
    const plain = new MimicFolder();
    const compressed = new MimicFolder();
    for (const table of ['hosp/labevents', 'note/discharge', 'hosp/patients']) {
      writeFileSync(`${compressed.path(table)}.gz`, gzipSync(compressed.text(table)));
      compressed.remove(table);
    }
    const [a, b] = [await importInto(plain), await importInto(compressed)];
    expect(b.imported).toEqual(a.imported);
    const labs = (db: Database): unknown =>
      db.prepare('SELECT patient_id, encounter_id, hex(data) FROM lab_block').all();
    expect(read(compressed, labs)).toEqual(read(plain, labs));
    await expect(importInto(compressed)).rejects.toMatchObject({ code: 'already_imported' });
  });

  it('reads files with Windows line ends and a byte order mark', async () => {
    const folder = new MimicFolder();
    folder.write('hosp/admissions', `\uFEFF${folder.text('hosp/admissions').replaceAll('\n', '\r\n')}`);
    expect((await importInto(folder)).imported.encounter).toBe(5);
  });

  it('refuses the same files again, wherever they lie, and changes nothing', async () => {
    const folder = new MimicFolder();
    await importInto(folder);
    const before = read(folder, recordsHash);
    const elsewhere = path.join(path.dirname(folder.folder), 'copy');
    symlinkSync(folder.folder, elsewhere);
    await expect(importInto(folder, { folder: elsewhere })).rejects.toMatchObject({
      code: 'already_imported',
    });
    expect(read(folder, recordsHash)).toBe(before);
  });

  it('lets one of two imports of the same files win', async () => {
    const folder = new MimicFolder();
    openDatabase(folder.database, { create: true }).close();
    const outcomes = await Promise.allSettled([importInto(folder), importInto(folder)]);
    const codes = outcomes.flatMap((outcome) =>
      outcome.status === 'rejected' ? [(outcome.reason as LacunaError).code] : [],
    );
    expect(codes).toHaveLength(1);
    // On one thread the second cannot wait for the first: where it comes while the first commits, it finds it writing.
    expect(['already_imported', 'database_in_use']).toContain(codes[0]);
    expect(read(folder, (db) => db.prepare('SELECT name FROM source').all())).toEqual([{ name: 'mimic-iv' }]);
  });

  it('puts a second source behind the first, each row with its own ids', async () => {
    const folder = new MimicFolder();
    await importInto(folder);
    const first = read(folder, (db) => db.prepare('SELECT id, start_minute FROM encounter').all());
    await prepareListIn(folder);
    expect(read(folder, countLists)).toBe(1);
    folder.replace('hosp/patients', '101,F,52', '101,F,53');
    await importInto(folder);
    const [sources, encounters, labs] = read(folder, (db) => [
      db.prepare('SELECT id, name FROM source').all(),
      db.prepare('SELECT id, source_id, patient_id, age_years FROM encounter ORDER BY id').all(),
      db
        .prepare(
          `SELECT count(*) AS n FROM lab_block l JOIN encounter e ON e.id = l.encounter_id
           WHERE e.patient_id = l.patient_id AND e.source_id = 2`,
        )
        .get(),
    ]);
    expect(sources).toEqual([
      { id: 1, name: 'mimic-iv' },
      { id: 2, name: 'mimic-iv-2' },
    ]);
    expect(encounters).toHaveLength(2 * first.length);
    expect(encounters[5]).toEqual({ id: 6, source_id: 2, patient_id: 4, age_years: 53 });
    expect(labs).toEqual({ n: 3 });
    // What was listed is no longer all.
    expect(read(folder, countLists)).toBe(0);
  });

  it('gives equal records for equal files, whenever they are read', async () => {
    const [a, b] = [new MimicFolder(), new MimicFolder()];
    await importInto(a);
    await importInto(b);
    expect(read(b, recordsHash)).toBe(read(a, recordsHash));
    const changed = new MimicFolder();
    changed.replace('hosp/labevents', ',1.4,1.4,', ',1.5,1.5,');
    await importInto(changed);
    expect(read(changed, recordsHash)).not.toBe(read(a, recordsHash));
  });

  it('tells its progress file by file, and keeps the run and a log entry', async () => {
    const folder = new MimicFolder();
    const steps: ImportProgress[] = [];
    const { run } = await importInto(folder, { onProgress: (step) => steps.push(step) });
    expect(new Set(steps.map(({ phase }) => phase))).toEqual(new Set(['reading', 'writing', 'committing']));
    expect(steps.map(({ file }) => file)).toContain('hosp/labevents.csv');
    expect(steps.every(({ fileIndex, fileCount }) => fileIndex < fileCount)).toBe(true);
    const [runs, log] = read(folder, (db) => [
      listImportRuns(db),
      listAuditLog(db, { offset: 0, limit: 10 }).rows,
    ]);
    expect(runs).toMatchObject([{ run, state: 'done', rejected: 0, folder: folder.folder }]);
    expect(log).toMatchObject([{ action: 'import.done', subject: run }]);
  });

  it('stops when cancelled and leaves the records as they were', async () => {
    const folder = new MimicFolder();
    await importInto(folder);
    const before = read(folder, recordsHash);
    folder.replace('hosp/patients', '101,F,52', '101,F,53');
    const cancel = new AbortController();
    const onProgress = ({ file }: ImportProgress): void => {
      if (file === 'hosp/labevents.csv') cancel.abort();
    };
    const importing = importInto(folder, { signal: cancel.signal, onProgress });
    await expect(importing).rejects.toMatchObject({ name: 'AbortError' });
    expect(read(folder, recordsHash)).toBe(before);
    expect(
      read(folder, (db) => listImportRuns(db))
        .map(({ state }) => state)
        .toSorted(),
    ).toEqual(['cancelled', 'done']);
    const beside = readdirSync(path.dirname(folder.database)).filter((name) => name.includes('import'));
    expect(beside).toEqual([]);
  });

  it('that needs more memory than it may use says so, and leaves the records as they were', async () => {
    const folder = new MimicFolder();
    await importInto(folder);
    const before = read(folder, recordsHash);
    folder.replace('hosp/patients', '101,F,52', '101,F,53');
    vi.stubEnv('LACUNA_MEMORY_LIMIT', '2MB');
    onTestFinished(() => void vi.unstubAllEnvs());
    await expect(importInto(folder)).rejects.toMatchObject({ code: 'records_memory' });
    expect(read(folder, recordsHash)).toBe(before);
    expect(read(folder, (db) => listImportRuns(db)).map(({ state }) => state)).toContain('failed');
    expect(readdirSync(path.dirname(folder.database)).filter((name) => name.includes('import'))).toEqual([]);
  });

  it('marks a folder as synthetic by its marker, and reads its coverage', async () => {
    const folder = new MimicFolder();
    writeFileSync(path.join(folder.folder, 'synthetic.json'), '{}');
    folder.write('coverage', 'hadm_id,modality,covered\n201,procedures,0\n202,procedures,1\n');
    await importInto(folder);
    const [sources, uncovered] = read(folder, (db) => [
      db.prepare('SELECT synthetic FROM source').all(),
      db.prepare('SELECT encounter_id, modality, line FROM uncovered_modality').all(),
    ]);
    expect(sources).toEqual([{ synthetic: 1 }]);
    expect(uncovered).toEqual([{ encounter_id: 1, modality: 'procedures', line: 2 }]);
  });
});
