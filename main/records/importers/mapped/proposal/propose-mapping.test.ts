import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import { mappingProposal } from '../../../../api/mapping-proposal.ts';
import { excelWorkbook } from '../../../../testing/excel-workbook.ts';
import { EXTRACT, HospitalExtract } from '../../../../testing/hospital-extract.ts';
import { openDatabase } from '../../../database.ts';
import { importFolder } from '../../import-folder.ts';
import { parseMapping } from '../read-mapping.ts';
import { proposeMapping } from './propose-mapping.ts';

let extract: HospitalExtract;

beforeEach(() => {
  extract = new HospitalExtract();
});

const proposed = () => proposeMapping(extract.folder);

/** What is proposed for a file, by its name. */
async function tableOf(files: string) {
  const { tables, mapping } = await proposed();
  const found = tables.find((table) => table.files === files);
  return {
    ...found,
    mapped: mapping?.tables.find((table) => table.files === files),
    placed: Object.fromEntries(found?.columns.map(({ name, proposedAs }) => [name, proposedAs]) ?? []),
    reasons: Object.fromEntries(found?.columns.map(({ name, reason }) => [name, reason]) ?? []),
  };
}

describe('a proposal for a German extract', () => {
  it('tells what each file holds, and why', async () => {
    const { tables, open, problems } = await proposed();
    expect(tables.map(({ files, role, reason }) => [files, role, reason])).toEqual([
      ['briefe.csv', 'notes', 'fileCalledSo'],
      ['diagnosen.csv', 'diagnoses', 'looksLikeIcd10'],
      ['faelle.csv', 'admissions', 'startAndEnd'],
      ['labor_breit.csv', 'results', 'numbersInColumns'],
      ['labor_lang.csv', 'results', 'itemsAndValues'],
      ['medikation.csv', 'medications', 'looksLikeAtc'],
    ]);
    expect(open).toEqual([]);
    expect(problems).toEqual([]);
  });

  it('tells how each file is written and which words its columns hold, of one that is not read as well', async () => {
    extract.writeLines('stationen', [
      'Haus;Bezeichnung',
      ...Array.from({ length: 30 }, (_, n) => `${(n % 2) + 1};n/a${n}`),
    ]);
    extract.append('stationen', '1;n/a');
    const found = await tableOf('stationen.csv');
    expect(found).toMatchObject({ role: null, written: { delimiter: ';', missing: ['n/a'] } });
    expect(found.columns?.map(({ words }) => words)).toEqual([['1', '2'], []]);
    expect((await tableOf('faelle.csv')).written).toEqual({
      delimiter: ';',
      encoding: 'windows-1252',
      decimal: ',',
    });
  });

  it('places columns for what a table is taken for, and for whatever else it may be said to hold', async () => {
    const proposal = await proposed();
    const { tables, mapping } = proposal;
    expect(mappingProposal.parse(proposal).tables).toEqual(tables);
    for (const { files, role, as } of tables) {
      const mapped = mapping?.tables.find((table) => table.files === files);
      expect(mapped, files).toMatchObject(as[role!]!);
    }
    const codes = tables.find(({ files }) => files === 'diagnosen.csv')?.as;
    expect(codes?.diagnoses?.columns['system']).toEqual({ always: 'ICD10CM' });
    // They do not look like codes of procedures, but their column is called so.
    const { system, ...others } = codes?.diagnoses?.columns ?? {};
    expect(codes?.procedures?.columns).toMatchObject({ ...others, code: others['code'] });
    expect(codes?.procedures?.columns['system']).not.toEqual(system);
    const wide = tables.find(({ files }) => files === 'labor_breit.csv')?.as;
    expect(wide?.notes?.columns).toMatchObject({ time: expect.anything() as unknown });
    expect(wide?.notes).not.toHaveProperty('measurements');
  });

  it('takes a table for people that names one of them twice', async () => {
    const rows = Array.from({ length: 19 }, (_, n) => `P${n};0${(n % 9) + 1}.02.1950;m`);
    extract.writeLines('stamm', ['PatID;Geburtsdatum;Geschlecht', ...rows, 'P3;01.01.1950;m']);
    const { role, reason, placed } = await tableOf('stamm.csv');
    expect([role, reason]).toEqual(['people', 'onePersonARow']);
    expect(placed).toEqual({ PatID: 'patient', Geburtsdatum: 'birth', Geschlecht: 'sex' });
  });

  it('takes no table for people that has several rows for most of them', async () => {
    const rows = Array.from({ length: 20 }, (_, n) => `P${n % 8};0${(n % 9) + 1}.02.1950;m`);
    extract.writeLines('stamm', ['PatID;Geburtsdatum;Geschlecht', ...rows]);
    expect((await tableOf('stamm.csv')).role).not.toBe('people');
  });

  it('tells delimiter, encoding, decimal sign, forms of dates, and the words of outcomes', async () => {
    const { mapped, columns } = await tableOf('faelle.csv');
    expect(mapped).toEqual({
      role: 'admissions',
      files: 'faelle.csv',
      delimiter: ';',
      encoding: 'windows-1252',
      decimal: ',',
      dates: 'DD.MM.YYYY HH:mm',
      columns: {
        patient: 'Pat.-Nr.',
        admission: 'Fallnummer',
        start: 'Aufnahme am',
        end: 'Entlassung am',
        sex: 'Geschlecht',
        birth: { column: 'Geburtsdatum', dates: 'DD.MM.YYYY' },
        discharge: { column: 'Entlassungsgrund', words: { died: ['Tod'], hospice: ['Hospiz; extern'] } },
        type: {
          column: 'Aufnahmeart',
          words: { emergency: ['Notfall'], elective: ['geplant'], observation: ['Beobachtung'] },
        },
      },
    });
    expect(columns?.find(({ name }) => name === 'Größe (cm)')).toMatchObject({
      examples: ['165,5', '180', '171'],
      filled: 3,
      isNumber: true,
      proposedAs: null,
    });
  });

  it('makes a table of results of columns of numbers, with the units of their names', async () => {
    const { mapped } = await tableOf('labor_breit.csv');
    expect(mapped).toMatchObject({
      decimal: ',',
      nonNumbers: 'text',
      columns: { admission: 'Fallnummer', time: 'Entnahme' },
      measurements: [
        { column: 'Krea (mg/dl)', name: 'Krea', unit: 'mg/dl' },
        { column: 'Hb' },
        { column: 'CRP' },
      ],
    });
  });

  it('finds keys by the values of other tables, whatever their columns are called', async () => {
    extract.writeLines('labor_lang', ['xyz|t|Test|Wert', '1001|2020-02-01|Na|140', '1002|2020-02-03|Na|138']);
    const { placed, reasons } = await tableOf('labor_lang.csv');
    expect(placed).toMatchObject({ xyz: 'admission', t: 'time', Test: 'name', Wert: 'value' });
    expect(reasons).toMatchObject({ xyz: 'keysOfAdmissions', t: 'dates', Test: 'calledSo' });
  });

  it('is what the extract is then imported by', async () => {
    const { yaml } = await proposed();
    const summary = await importFolder({
      folder: extract.folder,
      database: extract.database,
      mapping: parseMapping(yaml, 'mapping.yaml'),
    });
    expect(summary).toMatchObject({
      rejected: 0,
      imported: { patient: 3, encounter: 4, diagnosis: 6, medication: 2, note: 2, lab: 14 },
    });
    const db = openDatabase(extract.database);
    onTestFinished(() => {
      db.close();
    });
    expect(
      db.prepare('SELECT source_key FROM encounter WHERE hospital_expire_flag = 1').pluck().all(),
    ).toEqual(['1001']);
  });
});

describe('what only the user knows', () => {
  const withDates = (...days: readonly string[]): void => {
    extract.writeLines('faelle', [
      'Fallnummer;PatNr;Aufnahme;Entlassung',
      ...days.map((day, index) => `${1001 + index};P${index};${day};2020-06-30`),
    ]);
  };

  it('is asked: days and months that may be either are never decided', async () => {
    withDates('03/04/2020 10:00', '05/06/2020 11:00');
    const { open, yaml, tables } = await proposed();
    const forms = ['DD/MM/YYYY[ HH:mm[:ss]]', 'MM/DD/YYYY[ HH:mm[:ss]]'];
    const admissions = tables.find(({ role }) => role === 'admissions');
    expect(admissions?.columns.find(({ name }) => name === 'Aufnahme')?.dates).toEqual(forms);
    expect(open).toEqual([expect.stringContaining(forms.join(', '))]);
    expect(() => parseMapping(yaml, 'mapping.yaml')).toThrow('every value fits more than one form');
  });

  it('is not asked where one day tells', async () => {
    withDates('03/04/2020 10:00', '03/14/2020 11:00');
    const { open, mapping } = await proposed();
    expect(open).toEqual([]);
    expect(mapping?.tables.find(({ role }) => role === 'admissions')?.columns).toMatchObject({
      start: 'Aufnahme',
      end: { column: 'Entlassung', dates: 'ISO' },
    });
    expect(mapping?.tables.find(({ role }) => role === 'admissions')).toMatchObject({
      dates: 'MM/DD/YYYY[ HH:mm[:ss]]',
    });
  });

  it('is said where no file holds admissions', async () => {
    extract.remove('faelle');
    const { open } = await proposed();
    expect(open).toEqual([expect.stringContaining('without admissions nothing can be imported')]);
  });
});

describe('files of other kinds', () => {
  it('in parts are one table, workbooks give one for each sheet, damaged ones are named', async () => {
    mkdirSync(path.join(extract.folder, 'labs'));
    for (const part of ['labs/part-1', 'labs/part-2']) extract.writeLines(part, EXTRACT.labor_lang);
    writeFileSync(path.join(extract.folder, 'broken.xlsx'), 'PK');
    writeFileSync(
      path.join(extract.folder, 'its.xlsx'),
      excelWorkbook({
        Intensiv: [
          ['Pat', 'Fall', 'von', 'bis', 'Station'],
          ['P1', 1001, { day: 43862.5 }, { day: 43863.5 }, 'ITS 1'],
        ],
        Notizen: [],
      }),
    );
    const { tables, problems, mapping } = await proposed();
    expect(tables.filter(({ files }) => files.startsWith('labs')).map(({ files }) => files)).toEqual([
      'labs/part*.csv',
    ]);
    expect(mapping?.tables.find(({ role }) => role === 'icuStays')).toMatchObject({
      files: 'its.xlsx',
      sheet: 'Intensiv',
      columns: { patient: 'pat', admission: 'fall', start: 'von', end: 'bis', unit: 'station' },
    });
    expect(problems).toMatchObject([{ code: 'corrupt_excel', file: 'broken.xlsx' }]);
  });
});
