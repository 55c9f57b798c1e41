import { readdirSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import { stringify } from 'yaml';
import type { MappedTable } from '../../../api/mapping.ts';
import type { PreviewTable } from '../../../api/mapping-preview.ts';
import { excelWorkbook } from '../../../testing/excel-workbook.ts';
import {
  ADMISSIONS,
  DIAGNOSES,
  HospitalExtract,
  LONG,
  mappingOf,
  MEDICATIONS,
  NOTES,
  WIDE,
} from '../../../testing/hospital-extract.ts';
import { DuckDbSession } from '../duckdb-session.ts';
import { importFolder } from '../import-folder.ts';
import { literal } from '../sql-literal.ts';
import { previewMapping } from './preview-mapping.ts';
import { parseDraft } from './read-mapping.ts';

let extract: HospitalExtract;

beforeEach(() => {
  extract = new HospitalExtract();
});

const previewText = (text: string, rows = 20) =>
  previewMapping(extract.folder, parseDraft(text, 'mapping.yaml'), { rows });
const preview = (tables: readonly MappedTable[], rows = 20) =>
  previewText(stringify(mappingOf(...tables)), rows);

async function first(table: MappedTable, rows = 20): Promise<PreviewTable> {
  const { tables } = await preview([table], rows);
  return tables[0]!;
}

/** The values of a row by the last key of their place. */
function read(
  { columns }: PreviewTable,
  row: PreviewTable['rows'][number] | undefined,
): Readonly<Record<string, string | null | undefined>> {
  const values = columns.map(({ place }, index) => [String(place.at(-1)), row?.cells[index]?.value] as const);
  return Object.fromEntries(values);
}

describe('the first rows of a table', () => {
  it('are those of the import: dates, words and the end of a day as they count', async () => {
    const table = await first(ADMISSIONS);
    expect(table).toMatchObject({
      file: 'faelle.csv',
      problems: [],
      unread: ['größe (cm)'],
    });
    expect(table.rows.map(({ line, rejected, isUnused }) => [line, rejected, isUnused])).toEqual(
      [2, 3, 4, 5].map((line) => [line, null, false]),
    );
    expect(read(table, table.rows[0])).toEqual({
      patient: 'P1',
      admission: '1001',
      start: '2020-02-01 10:00',
      end: '2020-02-05 12:30',
      sex: 'F',
      birth: '1950-03-02',
      discharge: 'died',
      type: 'emergency',
    });
    const start = table.columns.findIndex(({ place }) => place.at(-1) === 'start');
    expect(table.columns[start]).toEqual({
      place: ['columns', 'start'],
      column: 'Aufnahme am',
      kind: 'date',
      form: 'DD.MM.YYYY[ HH:mm]',
    });
    expect(table.rows[0]?.cells[start]?.text).toBe('01.02.2020 10:00');
  });

  it('show a stay of whole days from its first minute to its last', async () => {
    extract.replace('faelle', '01.02.2020 10:00;05.02.2020 12:30', '01.02.2020;05.02.2020');
    const table = await first(ADMISSIONS);
    expect(read(table, table.rows[0])).toMatchObject({ start: '2020-02-01', end: '2020-02-05 23:59' });
  });

  it('show wide results by measurement, numbers beside words, and rows that say nothing', async () => {
    extract.append('labor_breit', '1002;03.02.2020 09:00;;;');
    const table = await first(WIDE);
    expect(table.columns.map(({ place, column }) => [place, column])).toEqual([
      [['columns', 'admission'], 'Fallnummer'],
      [['columns', 'time'], 'Entnahme'],
      [['measurements', 0], 'Krea (mg/dl)'],
      [['measurements', 1], 'Hb'],
      [['measurements', 2], 'CRP'],
    ]);
    expect(table.rows.map(({ cells }) => cells.slice(2).map(({ value }) => value))).toEqual([
      ['1.4', '12.1', '<0,5'],
      ['1.6', null, '88'],
      ['0.9', '14', null],
      [null, null, null],
    ]);
    expect(table.rows.map(({ isUnused }) => isUnused)).toEqual([false, false, false, true]);
  });

  it('show texts that hold for every row, codes of a series, and times that count from the end of a day', async () => {
    const { tables } = await preview([ADMISSIONS, DIAGNOSES, LONG, MEDICATIONS, NOTES]);
    const [, diagnoses, long, medications, notes] = tables as [
      PreviewTable,
      PreviewTable,
      PreviewTable,
      PreviewTable,
      PreviewTable,
    ];
    expect(diagnoses.always).toEqual([{ place: ['columns', 'system'], text: 'ICD10GM' }]);
    expect(diagnoses.rows[0]?.cells.map(({ value }) => value)).toEqual(['1001', 'I21.0', 'E11.9', null]);
    expect(diagnoses.rows[2]).toMatchObject({ isUnused: true, rejected: null });
    expect(read(long, long.rows[2])).toMatchObject({ code: '1988-5', value: '<0,5', unit: 'mg/L' });
    expect(read(medications, medications.rows[1])).toMatchObject({ time: '2020-02-21 23:59' });
    expect(read(notes, notes.rows[0])).toMatchObject({ kind: 'discharge', time: '2020-02-05 14:00' });
    expect(notes.rows.map(({ line }) => line)).toEqual([2, 4]);
  });

  it('show the rows that the import rejects, with the same reasons', async () => {
    extract.replace('faelle', '03.02.2020 08:15', '2020-02-03');
    extract.replace('faelle', ';25.02.2020 11:00', ';19.02.2020 11:00');
    extract.append('faelle', '1005;P4;w;01.01.1960;01.03.2020;02.03.2020;regulär;Notfall;170;zu viel');
    extract.append('faelle', '1006;;w;01.01.1960;01.03.2020;02.03.2020;regulär;Notfall;170');
    extract.append('faelle', '1007;P5;kaputt;01.01.1960;01.03.2020;02.03.2020;regulär;Notfall;170');
    const table = await first(ADMISSIONS);
    const rejected = table.rows.flatMap(({ line, rejected: why }) =>
      why === null ? [] : [{ line, ...why }],
    );
    expect(rejected.map(({ line, code, column }) => [line, code, column])).toEqual([
      [3, 'bad_date', 'aufnahme am'],
      [4, 'discharge_before_admission', 'entlassung am'],
      [6, 'ragged_row', null],
      [7, 'missing_value', 'pat.-nr.'],
      [8, 'unknown_word', 'geschlecht'],
    ]);
    const { errors } = await importFolder({
      ...extract,
      database: extract.database,
      mapping: mappingOf(ADMISSIONS),
    });
    expect(
      errors.map(({ line, code, reason }) => ({ line, code, reason })).sort((a, b) => a.line - b.line),
    ).toEqual(rejected.map(({ line, code, reason }) => ({ line, code, reason })));
  });

  it('are as many as are asked for, and do not depend on what other tables hold', async () => {
    const table = await first({ ...DIAGNOSES, role: 'diagnoses' } as MappedTable, 2);
    expect(table.rows.map(({ line, rejected }) => [line, rejected])).toEqual([
      [2, null],
      [3, null],
    ]);
  });
});

describe('files of any form', () => {
  it('a large file is not read to its end', async () => {
    const row = '1001|2020-02-01T11:00:00|2160-0|Kreatinin|1.4|mg/dL';
    const lines = Array.from({ length: 80_000 }, () => row);
    // Were it read so far, the quote would be found.
    extract.writeLines('labor_lang', [
      'Fallnummer|Zeitpunkt|Test|Bezeichnung|Wert|Einheit',
      ...lines,
      '"open',
    ]);
    const table = await first(LONG, 5);
    expect(table.rows.map(({ line }) => line)).toEqual([2, 3, 4, 5, 6]);
    expect(table.problems).toEqual([]);
  });

  it('Parquet and Excel are read in their order', async () => {
    const session = await DuckDbSession.open({});
    onTestFinished(() => session.close());
    const file = path.join(extract.folder, 'labs.parquet');
    await session.run(
      `COPY (SELECT '1001' AS "Fall", TIMESTAMP '2020-02-01 11:00:00' + INTERVAL (i) MINUTE AS "Zeit", 'Na' AS "Test",
         i::DOUBLE AS "Wert" FROM range(300000) t(i)) TO ${literal(file)} (FORMAT parquet, ROW_GROUP_SIZE 20000)`,
    );
    const labs: MappedTable = {
      role: 'results',
      files: 'labs.parquet',
      columns: { admission: 'Fall', time: 'Zeit', name: 'Test', value: 'Wert' },
    };
    const parquet = await first(labs, 3);
    expect(parquet.rows.map((row) => [row.line, read(parquet, row)['value']])).toEqual([
      [1, '0'],
      [2, '1'],
      [3, '2'],
    ]);
    const book = {
      Labor: [
        ['Fall', 'Zeit', 'Test', 'Wert'],
        [4711, { day: 43863.5 }, 'Na', 140.25],
      ],
    } as const;
    writeFileSync(path.join(extract.folder, 'klinik.xlsx'), excelWorkbook(book));
    const excel = await first({ ...labs, files: 'klinik.xlsx', sheet: 'Labor' });
    expect(read(excel, excel.rows[0])).toEqual({
      admission: '4711',
      time: '2020-02-02 12:00',
      name: 'Na',
      value: '140.25',
    });
  });
});

describe('a mapping that is not done', () => {
  it('shows the tables that are, and what is wrong with the others by its line', async () => {
    const text = [
      'schema: 1',
      'tables:',
      '  - role: admissions',
      '    files: faelle.csv',
      '    columns: { patient: Pat.-Nr. }',
      '  - role: results',
      '    files: labor_lang.csv',
      '    delimiter: "|"',
      '    encoding: windows-1252',
      '    dates: DD/MM/YYYY or MM/DD/YYYY',
      '    columns: { admission: Fallnummer, time: Zeitpunkt, code: Test, value: Wert }',
      ...stringify([MEDICATIONS])
        .trimEnd()
        .split('\n')
        .map((line) => `  ${line}`),
    ].join('\n');
    const { faults, tables } = await previewText(text);
    expect(faults.map(({ path: keys, line }) => [keys.slice(0, 4), line])).toEqual([
      [['tables', 0, 'columns', 'admission'], 5],
      [['tables', 0, 'columns', 'start'], 5],
      [['tables', 0, 'columns', 'end'], 5],
      [['tables', 1, 'dates'], 10],
    ]);
    expect(tables.map(({ file, rows }) => [file, rows.length])).toEqual([
      [null, 0],
      [null, 0],
      ['medikation.csv', 2],
    ]);
  });

  it('names columns and files that are not there beside the table', async () => {
    const { tables } = await preview([
      { ...ADMISSIONS, columns: { ...ADMISSIONS.columns, start: 'Anfang' } } as MappedTable,
      { ...DIAGNOSES, files: 'nirgends.csv' },
    ]);
    expect(tables.map(({ problems }) => problems.map(({ code, column }) => [code, column]))).toEqual([
      [['missing_column', 'anfang']],
      [['missing_file', undefined]],
    ]);
    expect(tables[0]?.header).toContain('aufnahme am');
  });

  it('is refused where it is no YAML, by its line', async () => {
    await expect(async () => previewText('schema: 1\ntables: [')).rejects.toMatchObject({
      code: 'bad_mapping',
      line: 2,
    });
  });
});

it('a preview that is given up is none, and leaves nothing behind', async () => {
  const before = readdirSync(tmpdir()).filter((name) => name.startsWith('lacuna-preview-'));
  const draft = parseDraft(stringify(mappingOf(ADMISSIONS)), 'mapping.yaml');
  const signal = AbortSignal.abort(new Error('asked anew'));
  await expect(previewMapping(extract.folder, draft, { rows: 5, signal })).rejects.toThrow('asked anew');
  await previewMapping(extract.folder, draft, { rows: 5 });
  expect(readdirSync(tmpdir()).filter((name) => name.startsWith('lacuna-preview-'))).toEqual(before);
});
