import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import type { ImportSummary } from '../../api/services.ts';
import { MimicFolder } from '../../testing/mimic-folder.ts';
import { checkIntegrity, type Database, openDatabase } from '../database.ts';
import { listRejectedRows, rejectedRowsCsv } from '../rejected-rows.ts';
import { importFolder } from './import-folder.ts';

interface Case {
  readonly name: string;
  /** Spoils one row, or adds a bad one; returns its physical line. */
  readonly spoil: (folder: MimicFolder) => number;
  readonly file: string;
  readonly code: string;
  readonly column: string | null;
}

const CASES: readonly Case[] = [
  {
    name: 'letters for a subject_id',
    spoil: (folder) => folder.append('hosp/patients', 'x104,F,40,2150,2011 - 2013,'),
    file: 'hosp/patients.csv',
    code: 'bad_number',
    column: 'subject_id',
  },
  {
    name: 'a fraction for an anchor_age',
    spoil: (folder) => folder.append('hosp/patients', '104,F,40.5,2150,2011 - 2013,'),
    file: 'hosp/patients.csv',
    code: 'bad_number',
    column: 'anchor_age',
  },
  {
    name: 'an age below zero',
    spoil: (folder) => folder.append('hosp/patients', '104,F,-5,2150,2011 - 2013,'),
    file: 'hosp/patients.csv',
    code: 'impossible_value',
    column: 'anchor_age',
  },
  {
    name: 'an age that nobody reaches',
    spoil: (folder) => folder.append('hosp/patients', '104,F,999,2150,2011 - 2013,'),
    file: 'hosp/patients.csv',
    code: 'impossible_value',
    column: 'anchor_age',
  },
  {
    name: 'no anchor_year',
    spoil: (folder) => folder.append('hosp/patients', '104,F,40,,2011 - 2013,'),
    file: 'hosp/patients.csv',
    code: 'missing_value',
    column: 'anchor_year',
  },
  {
    name: 'a day of death that does not exist',
    spoil: (folder) => folder.append('hosp/patients', '104,F,40,2150,2011 - 2013,2151-02-29'),
    file: 'hosp/patients.csv',
    code: 'bad_date',
    column: 'dod',
  },
  {
    name: 'a patient who is there already',
    spoil: (folder) => folder.append('hosp/patients', '101,M,20,2150,2011 - 2013,'),
    file: 'hosp/patients.csv',
    code: 'duplicate_key',
    column: 'subject_id',
  },
  {
    name: 'an admission of an unknown patient',
    spoil: (folder) =>
      folder.append(
        'hosp/admissions',
        '999,205,2150-01-01 00:00:00,2150-01-02 00:00:00,,URGENT,P1,,HOME,Other,English,,WHITE,,,0',
      ),
    file: 'hosp/admissions.csv',
    code: 'unknown_patient',
    column: 'subject_id',
  },
  {
    name: 'an admission that is there already',
    spoil: (folder) =>
      folder.append(
        'hosp/admissions',
        '101,201,2150-01-01 00:00:00,2150-01-02 00:00:00,,URGENT,P1,,HOME,Other,English,,WHITE,,,0',
      ),
    file: 'hosp/admissions.csv',
    code: 'duplicate_key',
    column: 'hadm_id',
  },
  {
    name: 'a discharge before the admission',
    spoil: (folder) =>
      folder.append(
        'hosp/admissions',
        '101,205,2150-01-02 00:00:00,2150-01-01 23:59:00,,URGENT,P1,,HOME,Other,English,,WHITE,,,0',
      ),
    file: 'hosp/admissions.csv',
    code: 'discharge_before_admission',
    column: 'dischtime',
  },
  {
    name: 'an admission time with a zone',
    spoil: (folder) =>
      folder.append(
        'hosp/admissions',
        '101,205,2150-01-02 00:00:00+01:00,2150-01-03 23:59:00,,URGENT,P1,,HOME,Other,English,,WHITE,,,0',
      ),
    file: 'hosp/admissions.csv',
    code: 'bad_date',
    column: 'admittime',
  },
  {
    name: 'a flag that is neither 0 nor 1',
    spoil: (folder) =>
      folder.append(
        'hosp/admissions',
        '101,205,2150-01-02 00:00:00,2150-01-03 23:59:00,,URGENT,P1,,HOME,Other,English,,WHITE,,,2',
      ),
    file: 'hosp/admissions.csv',
    code: 'bad_number',
    column: 'hospital_expire_flag',
  },
  {
    name: 'an ICU stay that ends before it starts',
    spoil: (folder) =>
      folder.append('icu/icustays', '102,203,402,MICU,MICU,2163-05-02 10:00:00,2163-05-02 09:00:00,0'),
    file: 'icu/icustays.csv',
    code: 'discharge_before_admission',
    column: 'outtime',
  },
  {
    name: 'an ICU stay of an unknown admission',
    spoil: (folder) =>
      folder.append('icu/icustays', '102,999,402,MICU,MICU,2163-05-02 10:00:00,2163-05-02 11:00:00,0'),
    file: 'icu/icustays.csv',
    code: 'unknown_encounter',
    column: 'hadm_id',
  },
  {
    name: "a diagnosis in another patient's admission",
    spoil: (folder) => folder.append('hosp/diagnoses_icd', '103,201,3,I10,10'),
    file: 'hosp/diagnoses_icd.csv',
    code: 'unknown_encounter',
    column: 'hadm_id',
  },
  {
    name: 'a diagnosis without a code',
    spoil: (folder) => folder.append('hosp/diagnoses_icd', '101,201,3, ,10'),
    file: 'hosp/diagnoses_icd.csv',
    code: 'missing_value',
    column: 'icd_code',
  },
  {
    name: 'an ICD version that does not exist',
    spoil: (folder) => folder.append('hosp/diagnoses_icd', '101,201,3,I10,11'),
    file: 'hosp/diagnoses_icd.csv',
    code: 'bad_number',
    column: 'icd_version',
  },
  {
    name: 'a diagnosis that is there already',
    spoil: (folder) => folder.append('hosp/diagnoses_icd', '101,201,2,I10,10'),
    file: 'hosp/diagnoses_icd.csv',
    code: 'duplicate_key',
    column: 'icd_code',
  },
  {
    name: 'a procedure on no day',
    spoil: (folder) => folder.append('hosp/procedures_icd', '101,201,2,,3961,9'),
    file: 'hosp/procedures_icd.csv',
    code: 'missing_value',
    column: 'chartdate',
  },
  {
    name: 'a row with too few fields',
    spoil: (folder) => folder.append('hosp/procedures_icd', '101,201,2,2150-03-02'),
    file: 'hosp/procedures_icd.csv',
    code: 'ragged_row',
    column: null,
  },
  {
    name: 'a row with too many fields',
    spoil: (folder) =>
      folder.append('hosp/transfers', '103,,304,ED,Unit,2170-01-01 01:00:00,2170-01-01 04:00:00,'),
    file: 'hosp/transfers.csv',
    code: 'ragged_row',
    column: null,
  },
  {
    name: 'text behind a closing quote',
    spoil: (folder) => folder.append('hosp/prescriptions', '101,201,603,,,"Hep"arin,1,UNIT,SC'),
    file: 'hosp/prescriptions.csv',
    code: 'bad_quoting',
    column: null,
  },
  {
    name: 'a prescription without a drug',
    spoil: (folder) => folder.append('hosp/prescriptions', '101,201,603,2150-03-01 12:00:00,,,1,UNIT,SC'),
    file: 'hosp/prescriptions.csv',
    code: 'missing_value',
    column: 'drug',
  },
  {
    name: 'a result that is not a number',
    spoil: (folder) =>
      folder.append('hosp/labevents', '5,101,201,11,50912,2150-03-01 09:00:00,,nan,nan,mg/dL,,,,,'),
    file: 'hosp/labevents.csv',
    code: 'bad_number',
    column: 'valuenum',
  },
  {
    name: 'a reference range that is not a number',
    spoil: (folder) =>
      folder.append('hosp/labevents', '5,101,201,11,50912,2150-03-01 09:00:00,,1,1,mg/dL,0.4,high,,,'),
    file: 'hosp/labevents.csv',
    code: 'bad_number',
    column: 'ref_range_upper',
  },
  {
    name: 'a result at no time',
    spoil: (folder) => folder.append('hosp/labevents', '5,101,201,11,50912,,,1,1,mg/dL,,,,,'),
    file: 'hosp/labevents.csv',
    code: 'missing_value',
    column: 'charttime',
  },
  {
    name: 'a result of an unknown patient',
    spoil: (folder) => folder.append('hosp/labevents', '5,999,,11,50912,2150-03-01 09:00:00,,1,1,mg/dL,,,,,'),
    file: 'hosp/labevents.csv',
    code: 'unknown_patient',
    column: 'subject_id',
  },
  {
    name: 'a result that is there already',
    spoil: (folder) => folder.append('hosp/labevents', '4,101,,11,50912,2150-03-01 09:00:00,,1,1,mg/dL,,,,,'),
    file: 'hosp/labevents.csv',
    code: 'duplicate_key',
    column: 'labevent_id',
  },
  {
    name: 'a vital sign with a comma for a decimal point',
    spoil: (folder) =>
      folder.append('icu/chartevents', '102,203,401,7,2163-04-28 10:00:00,,220045,"88,5","88,5",bpm,0'),
    file: 'icu/chartevents.csv',
    code: 'bad_number',
    column: 'valuenum',
  },
  {
    name: 'a note of an unknown admission',
    spoil: (folder) => {
      folder.append('note/discharge', '103-DS-1,103,999,DS,1,2170-11-12 00:00:00,,text');
      // The first note runs over four lines.
      return 7;
    },
    file: 'note/discharge.csv',
    code: 'unknown_encounter',
    column: 'hadm_id',
  },
  {
    name: 'a name without a code',
    spoil: (folder) => folder.append('hosp/d_labitems', ',Creatinine,Blood,Chemistry'),
    file: 'hosp/d_labitems.csv',
    code: 'missing_value',
    column: 'itemid',
  },
];

/** One import of a folder with all of the bad rows, each of which must be found by itself. */
describe('bad rows', () => {
  let summary: ImportSummary;
  let db: Database;
  const lines = new Map<Case, number>();

  beforeAll(async () => {
    const place = mkdtempSync(path.join(tmpdir(), 'lacuna-bad-rows-'));
    const folder = new MimicFolder(place);
    for (const bad of CASES) lines.set(bad, bad.spoil(folder));
    summary = await importFolder({ folder: folder.folder, source: 'mimic-iv', database: folder.database });
    db = openDatabase(folder.database, { readOnly: true });
    return () => {
      db.close();
      rmSync(place, { recursive: true });
    };
  });

  it.each(CASES)('$name: rejected with line, column and reason', (bad) => {
    const { file, code, column } = bad;
    const line = lines.get(bad);
    expect(summary.errors).toContainEqual(expect.objectContaining({ file, line, code, column }));
    expect(rejectedRowsCsv(db, summary.run)).toContain(`${file},${line},${column ?? ''},${code},`);
  });

  it('are all that is rejected', () => {
    expect(summary.rejected).toBe(CASES.length);
    expect(listRejectedRows(db, { run: summary.run, offset: 0, limit: 100 }).total).toBe(CASES.length);
    const duplicates = CASES.filter(({ code }) => code === 'duplicate_key').length;
    const sum = (key: 'rejected' | 'duplicate'): number =>
      summary.files.reduce((n, file) => n + file[key], 0);
    expect([sum('rejected'), sum('duplicate')]).toEqual([CASES.length - duplicates, duplicates]);
    for (const { read, imported, rejected, duplicate, unused } of summary.files) {
      expect(read).toBe(imported + rejected + duplicate + unused);
    }
  });

  it('take nothing of the good ones with them', () => {
    expect(checkIntegrity(db)).toEqual([]);
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
  });
});

it('rejects what hangs on a rejected row, each with its own reason', async () => {
  const folder = new MimicFolder();
  folder.replace('hosp/patients', '102,M,71', '102,M,old');
  const { errors, rejected } = await importFolder({
    folder: folder.folder,
    source: 'mimic-iv',
    database: folder.database,
  });
  expect(errors).toContainEqual(
    expect.objectContaining({ file: 'hosp/patients.csv', line: 3, code: 'bad_number', column: 'anchor_age' }),
  );
  const others = errors.filter(({ file }) => file !== 'hosp/patients.csv');
  expect(new Set(others.map(({ code }) => code))).toEqual(new Set(['unknown_patient']));
  expect(others.map(({ file }) => file)).toContain('icu/chartevents.csv');
  expect(rejected).toBe(errors.length);
});

it('tells the cause of a rejection before the hundreds of rows that hang on it', async () => {
  const folder = new MimicFolder();
  folder.replace('hosp/patients', '102,M,71', '102,M,old');
  const diagnoses = Array.from({ length: 150 }, (_, index) => `102,203,${index + 5},I${index + 10},10`);
  folder.append('hosp/diagnoses_icd', diagnoses.join('\n'));
  folder.append('icu/d_items', ',No code,,,,,,,');
  const { errors, rejected } = await importFolder({
    folder: folder.folder,
    source: 'mimic-iv',
    database: folder.database,
  });
  expect(rejected).toBeGreaterThan(150);
  expect(errors).toHaveLength(100);
  expect(errors.slice(0, 3).map(({ file, line, code }) => [file, line, code])).toEqual([
    ['hosp/patients.csv', 3, 'bad_number'],
    ['icu/d_items.csv', 4, 'missing_value'],
    ['hosp/admissions.csv', 4, 'unknown_patient'],
  ]);
});

it('never keeps what stood in a rejected row', async () => {
  const folder = new MimicFolder();
  folder.append('hosp/patients', '104,F,SECRET-AGE,2150,2011 - 2013,');
  folder.append('hosp/procedures_icd', '101,SECRET-RAGGED');
  const { run } = await importFolder({
    folder: folder.folder,
    source: 'mimic-iv',
    database: folder.database,
  });
  const db = openDatabase(folder.database, { readOnly: true });
  expect(rejectedRowsCsv(db, run)).not.toContain('SECRET');
  db.close();
});
