import { mkdirSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import type { Mapping } from '../../../api/mapping.ts';
import { type ExcelCell, excelWorkbook } from '../../../testing/excel-workbook.ts';
import { ADMISSIONS, EXTRACT, HospitalExtract, mappingOf } from '../../../testing/hospital-extract.ts';
import { type LabResult, labResults } from '../../../testing/lab-results.ts';
import { checkIntegrity, type Database, openDatabase } from '../../database.ts';
import { DuckDbSession } from '../duckdb-session.ts';
import { importFolder } from '../import-folder.ts';
import { literal } from '../sql-literal.ts';

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

const minute = (text: string): number => Date.parse(`${text.replace(' ', 'T')}Z`) / 60_000;

describe('an Excel workbook', () => {
  const FALL: readonly ExcelCell[] = ['Fall', 'Pat', 'von', 'bis', 'Größe'];
  const CASES: Mapping['tables'][number] = {
    role: 'admissions',
    files: 'klinik.xlsx',
    sheet: 'Fälle',
    columns: { patient: 'Pat', admission: 'Fall', start: 'von', end: 'bis' },
  };
  const LABS: Mapping['tables'][number] = {
    role: 'results',
    files: 'klinik.xlsx',
    sheet: 'Labor',
    columns: { admission: 'Fall', time: 'Zeit', name: 'Test', value: 'Wert' },
  };

  function write(
    cases: readonly (readonly ExcelCell[])[],
    labs: readonly (readonly ExcelCell[])[] = [],
  ): void {
    const sheets = {
      Leer: [],
      Fälle: [FALL, ...cases],
      Labor: [['Fall', 'Zeit', 'Test', 'Wert'], ...labs] as const,
    };
    writeFileSync(path.join(extract.folder, 'klinik.xlsx'), excelWorkbook(sheets));
  }

  it('is read sheet by sheet, its numbers and dates as they are shown, by the number of the row', async () => {
    write(
      [
        [4711, 'P1', { day: 43862.4375 }, { day: 43866 }, 1.655],
        [],
        ['0815', '=HYPERLINK("x")', '2020-03-01 10:00', '2020-03-02', null],
      ],
      [[4711, { day: 43863.5 }, 'Na, "ISE"', 140.25]],
    );
    const summary = await importWith(mappingOf(CASES, LABS));
    expect(summary).toMatchObject({ rejected: 0, imported: { patient: 2, encounter: 2, lab: 1 } });
    expect(summary.files.map(({ file, read }) => [file, read])).toEqual([
      ['klinik.xlsx#Fälle', 2],
      ['klinik.xlsx#Labor', 1],
    ]);
    const db = opened();
    expect(
      db
        .prepare(
          `SELECT e.source_key AS id, p.source_key AS person, start_minute AS start, end_minute AS end, e.line
           FROM encounter e JOIN patient p ON p.id = e.patient_id ORDER BY e.line`,
        )
        .all(),
    ).toEqual([
      {
        id: '4711',
        person: 'P1',
        start: minute('2020-02-01 10:30'),
        end: minute('2020-02-05 00:00'),
        line: 2,
      },
      {
        id: '0815',
        person: '=HYPERLINK("x")',
        start: minute('2020-03-01 10:00'),
        end: minute('2020-03-02 00:00'),
        line: 4,
      },
    ]);
    expect(labResults(db)).toMatchObject([
      { item: 'LOCAL:Na, "ISE"', value: 140.25, at: minute('2020-02-02 12:00'), stay: '4711' },
    ]);
  });

  it('rejects its rows by their number', async () => {
    write([
      [1, 'P1', 'gestern', null],
      [2, 'P2', { day: 43862 }, null, 1, 'too much'],
    ]);
    const { errors } = await importWith(mappingOf(CASES));
    expect(errors.map(({ file, line, column, code }) => [file, line, column, code])).toEqual([
      ['klinik.xlsx#Fälle', 3, null, 'ragged_row'],
      ['klinik.xlsx#Fälle', 2, 'von', 'bad_date'],
    ]);
  });

  it('names what is wrong with a workbook or its sheets', async () => {
    write([]);
    await expect(importWith(mappingOf({ ...CASES, sheet: 'Fall' }))).rejects.toMatchObject({
      code: 'missing_file',
      hint: expect.stringContaining('Fälle, Labor') as string,
    });
    const file = path.join(extract.folder, 'klinik.xlsx');
    writeFileSync(file, 'PK no workbook');
    await expect(importWith(mappingOf(CASES))).rejects.toMatchObject({ code: 'corrupt_excel' });
    truncateSync(file, 100_000_000);
    await expect(importWith(mappingOf(CASES))).rejects.toMatchObject({
      code: 'too_large',
      file: 'klinik.xlsx#Fälle',
    });
    expect(extract.hasDatabase).toBe(false);
  });
});

describe('Parquet and compressed text', () => {
  it('are read as text is: folders of parts, with their own dates and numbers', async () => {
    const session = await DuckDbSession.open({});
    onTestFinished(() => session.close());
    mkdirSync(path.join(extract.folder, 'labs'));
    const rows = [
      `('1001', TIMESTAMP '2020-02-01 11:00:00', 'Na', 140.5::DOUBLE, 'mmol/L')`,
      `('1002', TIMESTAMP '2020-02-03 11:00:00', 'Na', 4::DOUBLE, 'mmol/L')`,
    ];
    for (const [index, row] of rows.entries()) {
      const file = path.join(extract.folder, 'labs', `part-${index}.parquet`);
      await session.run(
        `COPY (SELECT * FROM (VALUES ${row}) v("Fall Nr", "Zeit", "Test", "Wert", "Einheit")) TO ${literal(file)} (FORMAT parquet)`,
      );
    }
    const cases = path.join(extract.folder, 'faelle.csv');
    rmSync(cases);
    writeFileSync(`${cases}.gz`, gzipSync(EXTRACT.faelle.join('\n')));
    const labs: Mapping['tables'][number] = {
      role: 'results',
      files: 'labs/*.parquet',
      columns: { admission: 'Fall Nr', time: 'Zeit', name: 'Test', value: 'Wert', unit: 'Einheit' },
    };
    const summary = await importWith(mappingOf({ ...ADMISSIONS, encoding: 'utf-8' }, labs));
    expect(summary.files.map(({ file, read }) => [file, read])).toEqual([
      ['faelle.csv.gz', 4],
      ['labs/part-0.parquet', 1],
      ['labs/part-1.parquet', 1],
    ]);
    expect(labResults(opened()).map(({ stay, value, line }) => [stay, value, line])).toEqual([
      ['1001', 140.5, 1],
      ['1002', 4, 1],
    ]);
  });
});

/** What a row of results says, and whether it fits the mapping. */
interface WrittenRow {
  readonly item: string;
  readonly number: string;
  readonly value: number | null;
}

const WELL_WRITTEN = fc
  .double({ noNaN: true, noDefaultInfinity: true, min: -1e6, max: 1e6 })
  .map((value) => ({ number: String(value).replace('.', ','), value: Number(String(value)) }));
const ILL_WRITTEN = fc
  .oneof(
    fc.constantFrom('1.5', 'NaN', '1_0', '--1', '1,2,3', 'Infinity', '0x1f'),
    fc.string({ minLength: 1 }),
  )
  .filter((text) => !/^\s*[+-]?(\d+,?\d*|,\d+|\d{1,3}(\.\d{3})+,\d+)([eE][+-]?\d+)?\s*$/.test(text))
  .filter((text) => text.trim() !== '')
  .map((number) => ({ number, value: null }));
const ROW: fc.Arbitrary<WrittenRow> = fc
  .tuple(
    fc.string({ minLength: 1 }).filter((text) => text.trim() !== ''),
    fc.oneof(WELL_WRITTEN, ILL_WRITTEN),
  )
  .map(([item, cell]) => ({ item, ...cell }));

describe('any row', () => {
  it('either lands with the same value, or is reported with its line', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(ROW, { minLength: 1, maxLength: 20 }),
        fc.constantFrom(';' as const, '\t' as const, '|' as const, ',' as const),
        async (rows, delimiter) => {
          const folder = new HospitalExtract(path.join(extract.folder, '..', 'any'));
          const quoted = (text: string): string => `"${text.replaceAll('"', '""')}"`;
          const lines = rows.map(({ item, number }) =>
            ['1001', '2020-02-01 11:00', quoted(item), quoted(number)].join(delimiter),
          );
          folder.write('any', `${[['a', 'b', 'c', 'd'].join(delimiter), ...lines].join('\n')}\n`);
          const summary = await importFolder({
            folder: folder.folder,
            database: folder.database,
            mapping: mappingOf(ADMISSIONS, {
              role: 'results',
              files: 'any.csv',
              delimiter,
              decimal: ',',
              columns: { admission: 'a', time: 'b', name: 'c', value: 'd' },
            }),
          });
          const db = openDatabase(folder.database);
          const landed = new Map(labResults(db).map((result): [number, LabResult] => [result.line, result]));
          db.close();
          rmSync(path.join(extract.folder, '..', 'any'), { recursive: true });
          let line = 2;
          for (const { item, number, value } of rows) {
            if (value === null) {
              expect(summary.errors).toContainEqual(
                expect.objectContaining({ file: 'any.csv', line, column: 'd', code: 'bad_number' }),
              );
            } else {
              expect(landed.get(line)).toMatchObject({ item: `LOCAL:${item.trim()}`, value });
            }
            line += 1 + `${item}${number}`.split('\n').length - 1;
          }
          expect(landed.size + summary.rejected).toBe(rows.length);
        },
      ),
      { numRuns: 15, seed: 20 },
    );
  });
});
