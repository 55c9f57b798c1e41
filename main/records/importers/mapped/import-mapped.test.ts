import { beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import type { Mapping } from '../../../api/mapping.ts';
import {
  ADMISSIONS,
  DIAGNOSES,
  EXTRACT,
  HospitalExtract,
  LONG,
  mappingOf,
  MEDICATIONS,
  NOTES,
  WIDE,
} from '../../../testing/hospital-extract.ts';
import { labResults } from '../../../testing/lab-results.ts';
import { checkIntegrity, type Database, openDatabase } from '../../database.ts';
import { importFolder } from '../import-folder.ts';
import { inspectFolder } from '../inspect-folder.ts';

let extract: HospitalExtract;

beforeEach(() => {
  extract = new HospitalExtract();
});

const importWith = (mapping: Mapping) =>
  importFolder({ folder: extract.folder, database: extract.database, mapping });

function opened(): Database {
  const db = openDatabase(extract.database);
  onTestFinished(() => {
    db.close();
  });
  expect(checkIntegrity(db)).toEqual([]);
  return db;
}

async function imported(...tables: Mapping['tables']): Promise<Database> {
  await importWith(mappingOf(ADMISSIONS, ...tables));
  return opened();
}

const minute = (text: string): number => Date.parse(`${text.replace(' ', 'T')}Z`) / 60_000;

function admissions(db: Database): unknown[] {
  return db
    .prepare(
      `SELECT e.source_key AS id, p.source_key AS person, p.sex, start_minute AS start, end_minute AS end,
         age_years AS age, admission_type AS type, discharge_location AS "to", hospital_expire_flag AS died
       FROM encounter e JOIN patient p ON p.id = e.patient_id WHERE e.kind = 'admission' ORDER BY e.source_key`,
    )
    .all();
}

function eventsOf(db: Database, modality: string): unknown[] {
  return db
    .prepare(
      `SELECT k.system, k.code, k.name, e.source_key AS stay, v.event_minute AS at, v.entered_minute AS known, v.line
       FROM stay_event v JOIN concept k ON k.id = v.concept_id JOIN encounter e ON e.id = v.encounter_id
       WHERE v.modality = ? ORDER BY v.line, k.code`,
    )
    .all(modality);
}

describe('a German extract', () => {
  it('is read with its delimiter, encoding, decimal commas and days before months', async () => {
    const summary = await importWith(mappingOf(ADMISSIONS, DIAGNOSES, WIDE, MEDICATIONS, NOTES));
    expect(summary).toMatchObject({ source: 'csv', release: 'Extract 2020', rejected: 0 });
    expect(summary.imported).toMatchObject({
      patient: 3,
      encounter: 4,
      diagnosis: 6,
      medication: 2,
      note: 2,
      lab: 7,
    });
    expect(admissions(opened())).toEqual([
      {
        id: '1001',
        person: 'P1',
        sex: 'F',
        start: minute('2020-02-01 10:00'),
        end: minute('2020-02-05 12:30'),
        age: 69,
        type: 'EMERGENCY',
        to: 'Tod',
        died: 1,
      },
      expect.objectContaining({ id: '1002', sex: 'M', type: 'ELECTIVE', to: 'regulär', died: 0, age: 58 }),
      expect.objectContaining({ id: '1003', person: 'P2', to: 'HOSPICE', died: 0 }),
      expect.objectContaining({ id: '1004', sex: null, type: 'OBSERVATION', age: 20 }),
    ]);
  });

  it('gives a code each column of diagnoses, known from the discharge on', async () => {
    const db = await imported(DIAGNOSES);
    const discharge = minute('2020-02-05 12:30');
    const start = minute('2020-02-01 10:00');
    expect(eventsOf(db, 'diagnoses').slice(0, 2)).toEqual([
      { system: 'ICD10GM', code: 'E11.9', name: null, stay: '1001', at: start, known: discharge, line: 2 },
      { system: 'ICD10GM', code: 'I21.0', name: null, stay: '1001', at: start, known: discharge, line: 2 },
    ]);
    expect(eventsOf(db, 'diagnoses')).toHaveLength(6);
  });

  it('finds the admission of a medication by its time, and counts a day alone from its end', async () => {
    const db = await imported(MEDICATIONS);
    const ramipril = minute('2020-02-21 00:00');
    expect(eventsOf(db, 'medications')).toEqual([
      expect.objectContaining({
        code: 'B01AB01',
        name: 'Heparin',
        stay: '1001',
        known: minute('2020-02-01 12:00'),
      }),
      {
        system: 'ATC',
        code: 'C09AA05',
        name: 'Ramipril',
        stay: '1003',
        at: ramipril,
        known: ramipril + 1439,
        line: 3,
      },
    ]);
  });

  it('keeps notes as they stand, hostile text and all, and their kind', async () => {
    const db = await imported(NOTES);
    expect(
      db.prepare('SELECT kind, text, line, chart_minute AS at, store_minute AS known FROM note').all(),
    ).toEqual([
      {
        kind: 'discharge',
        text: 'Verstorben an "Herzinfarkt";\r\nmit <b>freundlichen</b> Grüßen',
        line: 2,
        at: minute('2020-02-05 14:00'),
        known: minute('2020-02-05 14:00'),
      },
      expect.objectContaining({ kind: 'other', text: 'Kein Erguss.', line: 4 }),
    ]);
  });

  it('reads the same results from a wide table and from a long one', async () => {
    const wide = labResults(await imported(WIDE));
    const other = new HospitalExtract();
    await importFolder({
      folder: other.folder,
      database: other.database,
      mapping: mappingOf(ADMISSIONS, LONG),
    });
    extract = other;
    const long = labResults(opened());
    const comparable = (results: typeof wide) => results.map(({ line: _, ...result }) => result);
    expect(wide).toHaveLength(7);
    expect(comparable(wide)).toEqual(comparable(long));
    expect(wide[0]).toEqual({
      person: 'P1',
      stay: '1001',
      item: 'LOINC:1988-5',
      name: 'CRP',
      at: minute('2020-02-01 11:00'),
      known: null,
      value: null,
      text: '<0,5',
      unit: 'mg/L',
      line: 2,
    });
    expect(wide.find(({ item, value }) => item === 'LOINC:2160-0' && value === 1.6)).toMatchObject({
      line: 3,
    });
  });

  it('says what a mapping takes each file for before anything is read', async () => {
    const inspection = await inspectFolder(
      extract.folder,
      'csv',
      undefined,
      mappingOf(ADMISSIONS, WIDE, NOTES),
    );
    expect(inspection).toMatchObject({ source: 'csv', release: 'Extract 2020', ready: true });
    const uses = inspection.files.map(({ file, table, use }) => [file, table, use]);
    expect(uses.sort()).toEqual([
      ['briefe.csv', 'notes', 'used'],
      ['diagnosen.csv', null, 'unused'],
      ['faelle.csv', 'admissions', 'required'],
      ['labor_breit.csv', 'results', 'used'],
      ['labor_lang.csv', null, 'unused'],
      ['medikation.csv', null, 'unused'],
    ]);
    expect(inspection.absentModalities.map(({ modality }) => modality).sort()).toEqual([
      'diagnoses',
      'medications',
      'procedures',
    ]);
  });

  it('names each column of the mapping that a file does not have', async () => {
    const mapping = mappingOf({ ...ADMISSIONS, files: 'diagnosen.csv' });
    const { files, ready } = await inspectFolder(extract.folder, 'csv', undefined, mapping);
    expect(ready).toBe(false);
    const { problems = [] } = files.find(({ file }) => file === 'diagnosen.csv') ?? {};
    expect(problems.map(({ code, column, line }) => [code, column, line])).toContainEqual([
      'missing_column',
      'pat.-nr.',
      1,
    ]);
    await expect(importWith(mapping)).rejects.toMatchObject({ code: 'missing_column' });
    expect(extract.hasDatabase).toBe(false);
  });

  it('refuses a mapping whose file is not there, and a folder without a mapping', async () => {
    await expect(importWith(mappingOf({ ...ADMISSIONS, files: 'cases*.csv' }))).rejects.toMatchObject({
      code: 'missing_file',
      message: expect.stringContaining('cases*.csv') as string,
    });
    await expect(
      importFolder({ folder: extract.folder, database: extract.database, source: 'csv' }),
    ).rejects.toMatchObject({ code: 'usage', hint: expect.stringContaining('lacuna mapping') as string });
  });

  it('knows the same files under the same mapping, and reads them anew under another', async () => {
    await importWith(mappingOf(ADMISSIONS));
    await expect(importWith(mappingOf(ADMISSIONS))).rejects.toMatchObject({ code: 'already_imported' });
    await expect(importWith(mappingOf(ADMISSIONS, DIAGNOSES))).resolves.toMatchObject({ rejected: 0 });
  });
});

describe('rows that do not fit', () => {
  const rejectedBy = async (table: keyof typeof EXTRACT, line: string, ...tables: Mapping['tables']) => {
    extract.writeLines(table, [...EXTRACT[table], line]);
    const { errors } = await importWith(mappingOf(ADMISSIONS, ...tables));
    return errors.map(({ file, line: at, column, code }) => ({ file, line: at, column, code }));
  };
  const numberOf = (table: keyof typeof EXTRACT): number => EXTRACT[table].length + 1;

  it.each([
    ['1005;P9;w;01.01.1980;2020-02-01 10:00;05.02.2020;x;Notfall;', 'aufnahme am', 'bad_date'],
    ['1005;P9;w;01.01.1980;30.02.2020;05.03.2020;x;Notfall;', 'aufnahme am', 'bad_date'],
    ['1005;P9;w;01.13.1980;01.02.2020;05.03.2020;x;Notfall;', 'geburtsdatum', 'bad_date'],
    ['1005;P9;q;01.01.1980;01.02.2020;05.03.2020;x;Notfall;', 'geschlecht', 'unknown_word'],
    [';P9;w;01.01.1980;01.02.2020;05.03.2020;x;Notfall;', 'fallnummer', 'missing_value'],
    ['1005;P9;w;01.01.1980;06.02.2020;05.02.2020;x;Notfall;', 'entlassung am', 'discharge_before_admission'],
    ['1005;P9;w;02.02.2020;01.02.2020;05.02.2020;x;Notfall;', 'geburtsdatum', 'impossible_value'],
    ['1005;P9;w;31.01.1897;01.02.2020;05.02.2020;x;Notfall;', 'geburtsdatum', 'impossible_value'],
    ['1001;P1;w;02.03.1950;01.02.2020 10:01;05.02.2020 12:30;Tod;Notfall;', 'fallnummer', 'duplicate_key'],
    ['1005;P9;w;01.01.1980;06.02.2020', null, 'ragged_row'],
  ])('an admission: %s', async (line, column, code) => {
    expect(await rejectedBy('faelle', line)).toEqual([
      { file: 'faelle.csv', line: numberOf('faelle'), column, code },
    ]);
  });

  it.each([
    ['1001;01.02.2020 11:00;1.4;;', 'krea (mg/dl)', 'bad_number'],
    ['1001;01.02.2020 11:00;1,4;1.234;', 'hb', 'bad_number'],
    ['1001;;1,4;;', 'entnahme', 'missing_value'],
    ['9999;01.02.2020 11:00;1,4;;', 'fallnummer', 'unknown_encounter'],
  ])('a result: %s', async (line, column, code) => {
    expect(await rejectedBy('labor_breit', line, WIDE)).toEqual([
      { file: 'labor_breit.csv', line: numberOf('labor_breit'), column, code },
    ]);
  });

  it('an admission at an age that nobody has, whether an age or a table of people says so', async () => {
    extract.write(
      'stays',
      'who,stay,from,to,age\na,1,2020-01-01,2020-01-02,-1\na,2,2020-01-01,2020-01-02,123\na,3,2020-01-01,2020-01-02,122.5\n' +
        'b,4,2020-01-01,2020-01-02,\nb,5,2020-06-02,2020-06-03,\nc,6,2020-03-01,2020-03-02,0\n',
    );
    extract.write('people', 'who,born\na,1897\nb,2020-06-01\nc,2020\n');
    const { errors } = await importWith(
      mappingOf(
        {
          role: 'people',
          files: 'people.csv',
          columns: { patient: 'who', birth: { column: 'born', dates: 'YYYY[-MM-DD]' } },
        },
        {
          role: 'admissions',
          files: 'stays.csv',
          columns: { patient: 'who', admission: 'stay', start: 'from', end: 'to', age: 'age' },
        },
      ),
    );
    expect(errors.map(({ line, column, reason }) => [line, column, reason])).toEqual([
      [2, 'age', 'an age below 0 or above 122'],
      [3, 'age', 'an age below 0 or above 122'],
      [4, 'who', 'the birth lies after the admission, or more than 122 years before it'],
      [5, 'who', 'the birth lies after the admission, or more than 122 years before it'],
    ]);
    const db = opened();
    expect(
      db.prepare(`SELECT source_key AS id, age_years AS age FROM encounter ORDER BY source_key`).all(),
    ).toEqual([
      { id: '5', age: 0 },
      { id: '6', age: 0 },
    ]);
  });

  it('takes words for values only where the mapping says so', async () => {
    const { nonNumbers: _, ...strict } = WIDE as Extract<Mapping['tables'][number], { role: 'results' }>;
    const { errors } = await importWith(mappingOf(ADMISSIONS, strict));
    expect(errors).toMatchObject([{ line: 2, column: 'crp', code: 'bad_number' }]);
  });

  it('counts a row that repeats another as unused, and words that stand for nothing as nothing', async () => {
    extract.writeLines('faelle', [
      ...EXTRACT.faelle,
      EXTRACT.faelle[1],
      '1006;P7;NULL;  ;01.02.2020;k.A.;;;',
    ]);
    const mapping = mappingOf({ ...ADMISSIONS, missing: ['null', 'k.A.'] });
    const { rejected, files, warnings } = await importWith(mapping);
    expect(rejected).toBe(0);
    expect(files).toContainEqual(
      expect.objectContaining({ file: 'faelle.csv', read: 6, imported: 5, unused: 1 }),
    );
    expect(warnings).toMatchObject([{ code: 'no_discharge', count: 1 }]);
  });
});

describe('one table of everything', () => {
  const LINES = [
    'pid,sex,visit,in,out,died,ward_in,dx,test,value,at',
    'a,F,1,2020-01-01T10:00,2020-01-09,no,,I10,Na,140,2020-01-02T08:00',
    'a,F,1,2020-01-01T10:00,2020-01-09,no,,,K,4.1,2020-01-02T08:00',
    'b,M,2,2020-02-01T10:00,2020-02-03T09:00,yes,2020-02-01T12:00,J18,,,',
  ];
  const files = 'all.csv';
  const MAPPING: Mapping = {
    schema: 1,
    tables: [
      {
        role: 'admissions',
        files,
        columns: { patient: 'pid', sex: 'sex', admission: 'visit', start: 'in', end: 'out', died: 'died' },
      },
      {
        role: 'diagnoses',
        files,
        columns: { admission: 'visit', code: 'dx', system: { always: 'ICD10CM' } },
      },
      { role: 'results', files, columns: { admission: 'visit', time: 'at', name: 'test', value: 'value' } },
    ],
  };

  it('holds the people, admissions, codes and results of its rows', async () => {
    extract.write('all', `${LINES.join('\n')}\n`);
    const summary = await importWith(MAPPING);
    expect(summary.imported).toMatchObject({ patient: 2, encounter: 2, diagnosis: 2, lab: 2 });
    expect(summary.files.map(({ file, imported: n, unused }) => [file, n, unused])).toEqual([
      ['all.csv', 2, 1],
      ['all.csv#diagnoses', 2, 1],
      ['all.csv#results', 2, 1],
    ]);
    expect(labResults(opened()).map(({ item, value, line }) => [item, value, line])).toEqual([
      ['LOCAL:K', 4.1, 3],
      ['LOCAL:Na', 140, 2],
    ]);
  });
});
