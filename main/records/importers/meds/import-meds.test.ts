import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import { MEDS_SAMPLE, type MedsRow, type MedsShards, writeMedsSample } from '../../../testing/meds-sample.ts';
import type { ImportSummary } from '../../../api/services.ts';
import { checkIntegrity, type Database, openDatabase } from '../../database.ts';
import { openDictionary } from '../../evidence/dictionary.ts';
import { openLabDictionary } from '../../evidence/lab-dictionary.ts';
import { readLabBlock } from '../../labs/lab-block.ts';
import { importFolder } from '../import-folder.ts';
import { inspectFolder } from '../inspect-folder.ts';

let place: string;
let folder: string;

beforeEach(() => {
  place = mkdtempSync(path.join(tmpdir(), 'lacuna-meds-'));
  folder = path.join(place, 'meds');
  onTestFinished(() => rmSync(place, { recursive: true }));
});

interface Imported {
  readonly db: Database;
  readonly summary: ImportSummary;
}

async function imported(shards: MedsShards = MEDS_SAMPLE): Promise<Imported> {
  await writeMedsSample(folder, shards);
  return importedAsItIs();
}

async function importedAsItIs(): Promise<Imported> {
  const database = path.join(place, 'records.db');
  const summary = await importFolder({ folder, database });
  const db = openDatabase(database);
  onTestFinished(() => {
    db.close();
  });
  expect(checkIntegrity(db)).toEqual([]);
  return { db, summary };
}

/** The sample with more rows of a person of their own. */
function withRows(...rows: readonly MedsRow[]): MedsShards {
  return { ...MEDS_SAMPLE, 'data/tuning/0': rows };
}

const minute = (text: string): number => Date.parse(`${text.replace(' ', 'T')}Z`) / 60_000;
const day = (text: string): number => Date.parse(`${text}T00:00Z`) / 86_400_000;

function eventsOf(db: Database, modality: string): unknown[] {
  return db
    .prepare(
      `SELECT k.system, k.code, k.name, e.source_key AS stay, v.event_minute AS at, v.entered_minute AS known
       FROM stay_event v JOIN concept k ON k.id = v.concept_id JOIN encounter e ON e.id = v.encounter_id
       WHERE v.modality = ? ORDER BY v.event_minute, k.code`,
    )
    .all(modality);
}

function resultsOf(db: Database): unknown[] {
  const labs = openLabDictionary(db);
  const codes = openDictionary(db);
  const blocks = db
    .prepare<[], { stay: string | null; data: Uint8Array; sourceId: number; fileId: number }>(
      `SELECT e.source_key AS stay, b.data, b.file_id AS fileId, 1 AS sourceId FROM lab_block b
       LEFT JOIN encounter e ON e.id = b.encounter_id`,
    )
    .all();
  const rows = blocks.flatMap(({ stay, data, sourceId, fileId }) =>
    Array.from(readLabBlock(data), (row) => {
      const located = { ...row, sourceId, fileId };
      const { system, code, name } = codes.concept(labs.conceptOf(located));
      const { unit } = labs.rangeOf(located);
      return [
        `${system}:${code}`,
        name,
        row.value,
        labs.textOf(located),
        unit,
        stay,
        row.chartMinute,
        row.storeMinute,
      ];
    }),
  );
  return rows.sort((a, b) => Number(a[6]) - Number(b[6]));
}

describe('inspection', () => {
  it('knows a dataset by its shards, and what it says of itself', async () => {
    await writeMedsSample(folder);
    const inspection = await inspectFolder(folder);
    expect(inspection).toMatchObject({
      source: 'meds',
      release: '0.3.3, sample 1',
      ready: true,
      missing: [],
    });
    expect(inspection.files.filter(({ use }) => use === 'unused').map(({ file }) => file)).toEqual([
      'metadata/subject_splits.parquet',
    ]);
  });

  it.each(['{', '[]', '{"meds_version": 4}', undefined])(
    'does not guess where dataset.json is %s',
    async (text) => {
      await writeMedsSample(folder);
      const file = path.join(folder, 'metadata/dataset.json');
      if (text === undefined) rmSync(file);
      else writeFileSync(file, text);
      expect((await inspectFolder(folder)).release).toBeNull();
    },
  );

  it('asks for the folder of the dataset where the one above it was chosen', async () => {
    await writeMedsSample(folder, { 'data/0': MEDS_SAMPLE['data/train/0'] ?? [] });
    await expect(inspectFolder(place, 'meds')).rejects.toMatchObject({
      code: 'wrong_source',
      hint: expect.stringContaining('data and metadata') as string,
    });
  });
});

describe('import', () => {
  it('accounts for every row, and says which codes serve nothing', async () => {
    const { summary } = await imported();
    expect(summary.imported).toEqual({
      patient: 3,
      encounter: 5 + 1,
      transfer: 0,
      concept: expect.any(Number) as number,
      diagnosis: 2,
      procedure: 2,
      medication: 2,
      note: 2,
      lab: 5,
    });
    expect(summary.rejected).toBe(0);
    for (const { file, read, imported: kept, unused } of summary.files)
      expect(kept + unused, file).toBe(read);
    expect(
      summary.warnings.filter(({ code }) => code.endsWith('_codes')).map(({ message }) => message),
    ).toEqual([
      'codes LAB//SPECIMEN_COLLECTED are left out by rule',
      'codes MEDICATION are left out by rule',
      'codes PROCEDURE//END are left out by rule',
      'codes that begin with SNOMED fit no rule: they are not used',
      'codes that begin with Weight (Lbs) fit no rule: they are not used',
    ]);
  });

  it('knows people by what is so at all times', async () => {
    const { db } = await imported();
    expect(
      db.prepare('SELECT source_key AS id, sex, dod, death_followup_end AS until FROM patient').all(),
    ).toEqual([
      { id: '1', sex: 'F', dod: null, until: null },
      { id: '2', sex: 'M', dod: day('2020-05-04'), until: null },
      { id: '3', sex: null, dod: null, until: null },
    ]);
  });

  it('pieces stays together, by their id or by what follows in time', async () => {
    const { db } = await imported();
    const stays = db
      .prepare(
        `SELECT source_key AS id, start_minute AS start, end_minute AS end, ed_start_minute AS ed, age_years AS age,
           admission_type AS type, admission_location AS "from", discharge_location AS "to", first_unit AS unit, race,
           hospital_expire_flag AS died, death_minute AS death
         FROM encounter WHERE kind = 'admission' ORDER BY id`,
      )
      .all();
    expect(stays[0]).toEqual({
      id: '11',
      start: minute('2020-03-01 10:00'),
      end: minute('2020-03-05 12:30'),
      ed: minute('2020-03-01 07:00'),
      age: 70,
      type: 'EW EMER.',
      from: 'EMERGENCY ROOM',
      to: 'HOME',
      unit: 'Medicine',
      race: 'WHITE',
      died: 0,
      death: null,
    });
    expect(stays.slice(1)).toMatchObject([
      { id: '12', ed: null, unit: null },
      { id: '21', from: null, to: 'DIED', died: 1, death: minute('2020-05-04 22:40') },
      {
        id: '3 1',
        start: minute('2021-01-01 10:00'),
        end: minute('2021-01-03 10:00'),
        type: null,
        age: 40,
        died: 0,
      },
      { id: '3 2', start: minute('2021-02-01 10:00'), end: null, died: null },
    ]);
    expect(
      db
        .prepare(
          `SELECT i.source_key AS id, a.source_key AS stay, i.end_minute AS end, i.first_unit AS unit
           FROM encounter i JOIN encounter a ON a.id = i.parent_id`,
        )
        .all(),
    ).toEqual([{ id: '210', stay: '21', end: minute('2020-05-04 22:00'), unit: 'MICU' }]);
  });

  it('counts codes from the discharge, what was charted or begun from then, and a midnight from its end', async () => {
    const { db } = await imported();
    const discharge = minute('2020-03-05 12:30');
    expect(eventsOf(db, 'diagnoses')).toEqual([
      {
        system: 'ICD10CM',
        code: 'I10',
        name: 'Essential (primary) hypertension',
        stay: '11',
        at: discharge,
        known: discharge,
      },
      {
        system: 'ICD10CM',
        code: 'E11.9',
        name: null,
        stay: '3 1',
        at: minute('2021-01-02 10:00'),
        known: minute('2021-01-03 10:00'),
      },
    ]);
    expect(eventsOf(db, 'procedures')).toMatchObject([
      { system: 'MEDS-PROCEDURE', code: '225792', at: minute('2020-03-03 10:00'), known: null },
      { system: 'ICD9PCS', code: '9604', known: discharge },
    ]);
    expect(eventsOf(db, 'medications')).toMatchObject([
      { system: 'DRUG', code: 'Heparin', name: 'Heparin', at: minute('2020-03-01 12:00'), known: null },
      {
        system: 'MEDS-INFUSION',
        code: '221906',
        at: minute('2020-03-02 00:00'),
        known: minute('2020-03-02 23:59'),
      },
    ]);
  });

  it('keeps results with their unit, from when they were stored where that is their time', async () => {
    const { db } = await imported();
    const at = minute;
    expect(resultsOf(db)).toEqual([
      // Before the admission, so it names none: it is linked when it is read.
      [
        'MEDS-LAB:50912',
        'Creatinine',
        1.4,
        null,
        'mg/dL',
        null,
        at('2020-03-01 08:00'),
        at('2020-03-01 08:00'),
      ],
      ['MEDS-LAB:220045', null, 88, null, 'bpm', '11', at('2020-03-02 09:00'), null],
      [
        'MEDS-LAB:50931',
        null,
        null,
        'haemolysed',
        null,
        '11',
        at('2020-03-02 09:30'),
        at('2020-03-02 09:30'),
      ],
      ['MEDS-VITAL:blood pressure//systolic', null, 120, null, 'mmHg', '11', at('2020-03-03 09:00'), null],
      ['LOINC:2160-0', null, 0.9, null, 'mg/dL', null, at('2021-01-02 09:00'), null],
    ]);
  });

  it('keeps notes by kind', async () => {
    const { db } = await imported();
    expect(
      db.prepare('SELECT kind, text, chart_minute AS at, store_minute AS stored FROM note ORDER BY at').all(),
    ).toEqual([
      {
        kind: 'radiology',
        text: 'No effusion.',
        at: minute('2020-03-04 10:00'),
        stored: minute('2020-03-04 10:00'),
      },
      {
        kind: 'discharge',
        text: 'Recovered well.',
        at: minute('2020-03-05 00:00'),
        stored: minute('2020-03-05 23:59'),
      },
    ]);
  });

  it('takes what was given where no orders are there', async () => {
    const rows = (MEDS_SAMPLE['data/train/0'] ?? []).filter(
      ({ code }) => code !== 'MEDICATION//START//Heparin',
    );
    const { db } = await imported({ 'data/0': rows });
    expect(eventsOf(db, 'medications')).toMatchObject([
      { system: 'MEDS-MEDICATION', code: 'Heparin//Administered' },
      { system: 'MEDS-INFUSION' },
    ]);
  });

  it('does not know who survived where there are no deaths', async () => {
    const { db } = await imported({
      'data/0': [
        { subject_id: 5, time: '2020-01-01 10:00:00', code: 'HOSPITAL_ADMISSION//X//Y' },
        { subject_id: 5, time: '2020-01-02 10:00:00', code: 'HOSPITAL_DISCHARGE//UNK' },
        { subject_id: 5, time: '2020-02-01 10:00:00', code: 'HOSPITAL_ADMISSION//X//Y' },
        { subject_id: 5, time: '2020-02-02 10:00:00', code: 'HOSPITAL_DISCHARGE//HOME' },
      ],
    });
    expect(db.prepare('SELECT hospital_expire_flag FROM encounter ORDER BY id').pluck().all()).toEqual([
      null,
      0,
    ]);
  });
});

describe('rules of a user', () => {
  it('go before those that are known', async () => {
    await writeMedsSample(folder);
    writeFileSync(
      path.join(folder, 'lacuna-codes.csv'),
      'prefix,use,system\nSNOMED,diagnosis,SNOMED\nWeight (Lbs),result,\nLAB,unused,\n',
    );
    const { db, summary } = await importedAsItIs();
    expect(eventsOf(db, 'diagnoses')).toContainEqual(
      expect.objectContaining({ system: 'SNOMED', code: '44054006', stay: '3 2' }),
    );
    expect(resultsOf(db)).toContainEqual([
      'Weight (Lbs):Weight (Lbs)',
      null,
      null,
      '150',
      null,
      null,
      minute('2020-03-10 00:00'),
      null,
    ]);
    expect(summary.imported['lab']).toBe(3);
    expect(summary.warnings).toContainEqual(
      expect.objectContaining({ message: 'codes LAB are left out by rule', count: 4 }),
    );
  });

  it('are rejected with their line where they name no use', async () => {
    await writeMedsSample(folder);
    writeFileSync(path.join(folder, 'lacuna-codes.csv'), 'prefix,use\nSNOMED,diagnoses\n');
    const { summary } = await importedAsItIs();
    expect(summary.errors).toEqual([
      expect.objectContaining({
        file: 'lacuna-codes.csv',
        line: 2,
        column: 'use',
        code: 'bad_configuration',
      }),
    ]);
  });
});

describe('odd rows', () => {
  it('are rejected with their number where the standard does not allow them', async () => {
    const { summary } = await imported(
      withRows(
        { subject_id: null, time: '2020-01-01 10:00:00', code: 'HOSPITAL_ADMISSION' },
        { subject_id: 4, time: '2020-01-01 10:00:00', code: null },
        { subject_id: 4, time: '1700-01-01 10:00:00', code: 'MEDS_BIRTH' },
        { subject_id: 4, time: '2020-01-01 10:00:00', code: 'LAB//X', numeric_value: NaN },
      ),
    );
    const file = 'data/tuning/0.parquet';
    expect(summary.errors).toEqual([
      expect.objectContaining({ file, line: 1, column: 'subject_id', code: 'missing_value' }),
      expect.objectContaining({ file, line: 2, column: 'code', code: 'missing_value' }),
      expect.objectContaining({ file, line: 3, column: 'time', code: 'bad_date' }),
      expect.objectContaining({ file, line: 4, column: 'numeric_value', code: 'bad_number' }),
    ]);
    expect(summary.rejected).toBe(4);
  });

  it('are counted where they say nothing: no time, an end before the start, a start twice', async () => {
    const of = { subject_id: 4, hadm_id: 41 };
    const { db, summary } = await imported(
      withRows(
        { ...of, time: null, code: 'DIAGNOSIS//ICD//10//I10' },
        { ...of, time: '2020-01-02 10:00:00', code: 'HOSPITAL_ADMISSION//A//B' },
        { ...of, time: '2020-01-02 11:00:00', code: 'HOSPITAL_ADMISSION//C//D' },
        { ...of, time: '2020-01-01 10:00:00', code: 'HOSPITAL_DISCHARGE//HOME' },
      ),
    );
    const file = 'data/tuning/0.parquet';
    expect(summary.warnings).toContainEqual(expect.objectContaining({ code: 'no_time', file, count: 1 }));
    expect(summary.warnings).toContainEqual(
      expect.objectContaining({ code: 'discharge_before_admission', file, count: 1 }),
    );
    expect(summary.files.find((counts) => counts.file === file)).toMatchObject({
      read: 4,
      imported: 2,
      unused: 2,
    });
    expect(
      db.prepare(`SELECT admission_type, end_minute FROM encounter WHERE source_key = '41'`).raw().all(),
    ).toEqual([['A', null]]);
  });

  it('names a column that a shard lacks', async () => {
    await writeMedsSample(folder);
    writeFileSync(path.join(folder, 'data/train/1.csv'), 'subject_id,time\n1,\n');
    await expect(importFolder({ folder, database: path.join(place, 'records.db') })).rejects.toMatchObject({
      code: 'missing_column',
      file: 'data/train/1.csv',
      column: 'code',
    });
  });
});
