import fc from 'fast-check';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { COLUMN_TYPES, type ColumnTypeName } from './column-types.ts';
import { DuckDbSession } from './duckdb-session.ts';
import { PlainRecordReader } from './plain-record.ts';
import { literal } from './sql-literal.ts';

let session: DuckDbSession;
let folder: string;

beforeAll(async () => {
  folder = mkdtempSync(path.join(tmpdir(), 'lacuna-plain-'));
  session = await DuckDbSession.open({ spillFolder: folder });
});
afterAll(() => {
  session.close();
  rmSync(folder, { recursive: true });
});

type Fields = readonly (ColumnTypeName | null)[];

/** The line that a record gives, without its newline; `null` when it is not plain. */
function read(fields: Fields, record: string): string | null {
  const bytes = Buffer.from(`${record}\n`);
  const out = Buffer.alloc(bytes.length);
  const reader = new PlainRecordReader(fields);
  const end = reader.read(bytes, 0, out, 0);
  if (end === -1) return null;
  expect(end).toBe(bytes.length - 1);
  return out.subarray(0, reader.end - 1).toString();
}

/** What DuckDB reads from lines of one typed column. */
async function typedValues(type: ColumnTypeName, lines: readonly string[]): Promise<unknown[]> {
  const file = path.join(folder, 'plain.csv');
  writeFileSync(file, lines.map((line, index) => `${index},${line}\n`).join(''));
  const rows = await session.rows(
    `SELECT v FROM read_csv(${literal(file)}, header = false, auto_detect = false, delim = ',', quote = '"', escape = '"',
       columns = {'i': 'INTEGER', 'v': '${COLUMN_TYPES[type].sql}'}) ORDER BY i`,
  );
  return rows.map(({ v }) => v);
}

/** What the type makes of texts. */
async function strictValues(type: ColumnTypeName, texts: readonly string[]): Promise<unknown[]> {
  const { cast, strict } = COLUMN_TYPES[type];
  const values = texts.map((text, index) => `(${index}, ${literal(text)})`).join(', ');
  const rows = await session.rows(
    `SELECT ${strict('k', 'x')} AS v FROM (SELECT i, x, ${cast('x')} AS k FROM (VALUES ${values}) t(i, x)) ORDER BY i`,
  );
  return rows.map(({ v }) => v);
}

describe('plain records', () => {
  it('give the fields that are needed, times as whole numbers and the others as they stand', () => {
    const fields = ['integer', null, 'minute', 'day', 'number', 'offset', 'verbatim', null] as const;
    expect(read(fields, '7,x,1970-01-02 00:01:59,1970-01-03,-0.50,-12, 5" ,"a, ""b"""')).toBe(null);
    expect(read(fields, '7,x,1970-01-02 00:01:59,1970-01-03,-0.50,-12, é ,"a, ""b"""')).toBe(
      '7,1441,2,-0.50,-12, é ',
    );
    expect(read(fields, ',,,,,,,')).toBe(',,,,,');
    expect(read(['text', 'text'], '"a, ""b""",c\r')).toBe('"a, ""b""",c');
  });

  it('have as many fields as the file, and are no blank line', () => {
    expect(read(['integer', 'text'], '1')).toBe(null);
    expect(read(['integer', 'text'], '1,a,')).toBe(null);
    expect(read(['text'], '')).toBe(null);
    expect(read(['text'], '\r')).toBe(null);
  });

  it('have no quote within a field, nothing behind a closing one, and end where their line does', () => {
    for (const field of ['a"b', '"a"b', '"a', '"a\nb"', '"a\r\nb"', 'a\rb']) {
      expect(read(['text', 'text'], `${field},c`)).toBe(null);
      expect(read([null, 'text'], `${field},c`)).toBe(null);
    }
  });

  it.each<[ColumnTypeName, readonly string[]]>([
    ['integer', ['-3', '007', '5.7', '+5', ' 5', '1234567890123456789', '"5"', '1_0']],
    ['offset', ['-', '-0', '-05', '12345678', '1.0', '5 ']],
    ['number', ['-', '.', '5.', '.5', '+5', '1e5', 'nan', '1_0', '5 ', '1'.repeat(41), '1.2.3']],
    [
      'minute',
      ['2150-03-01', '2150-02-29 00:00:00', '2150-03-01 24:00:00', '2150-03-01 10:60:00', '2150-3-1 1:2:3'],
    ],
    ['minute', ['2150-03-01 10:30', '2150-03-01T10:30:00', '2150-03-01 10:30:60', '2150-03-01 10:30:00.5']],
    ['minute', ['1969-12-31 00:00:00', '3000-01-01 00:00:00', '2150-00-01 00:00:00', '2150-01-00 00:00:00']],
    ['minute', ['2150/03/01 10:30:00', '2150-03-01 10.30.00', '21500-3-01 10:30:00', 'x']],
    ['day', ['2150-13-01', '2150-04-31', '2150-03-01 00:00:00', '2150-3-1', '0150-03-01', 'x']],
  ])('leave any other form of %s to the second look: %j', (type, texts) => {
    expect(texts.map((text) => read([type, 'text'], `${text},a`))).toEqual(texts.map(() => null));
  });

  it('know the leap years', () => {
    expect(read(['day'], '2000-02-29')).toBe('11016');
    expect(read(['day'], '2400-02-29')).toBe(String(Date.UTC(2400, 1, 29) / 86_400_000));
    expect(read(['day'], '2100-02-29')).toBe(null);
  });

  const digits = (max: number): fc.Arbitrary<string> =>
    fc.array(fc.integer({ min: 0, max: 9 }), { maxLength: max }).map((parts) => parts.join(''));
  const number = fc
    .tuple(
      fc.constantFrom('', '-', '+'),
      digits(20),
      fc.constantFrom('', '.'),
      digits(20),
      fc.constantFrom('', 'e3'),
    )
    .map((parts) => parts.join(''));
  const two = fc.integer({ min: 0, max: 70 }).map((value) => String(value).padStart(2, '0'));
  const date = fc
    .tuple(fc.integer({ min: 1960, max: 3010 }), two, two)
    .map(([year, month, day]) => `${year}-${month}-${day}`);
  const soundDate = fc
    .date({ min: new Date('1970-01-01T00:00Z'), max: new Date('2999-12-31T23:59Z'), noInvalidDate: true })
    .map((time) => time.toISOString().slice(0, 19).replace('T', ' '));
  const TEXTS: Readonly<Record<ColumnTypeName, fc.Arbitrary<string>>> = {
    integer: fc.tuple(fc.constantFrom('', '-'), digits(20)).map((parts) => parts.join('')),
    offset: fc.tuple(fc.constantFrom('', '-'), digits(9)).map((parts) => parts.join('')),
    number,
    minute: fc.oneof(
      soundDate,
      fc
        .tuple(date, fc.constantFrom(' ', 'T'), two, two, two)
        .map(([d, between, h, m, s]) => `${d}${between}${h}:${m}:${s}`),
    ),
    day: fc.oneof(
      soundDate.map((time) => time.slice(0, 10)),
      date,
    ),
    text: fc.stringMatching(/^[ a-zé%]{1,6}$/),
    verbatim: fc.stringMatching(/^[ a-zé%]{1,6}$/),
  };

  it.each(Object.keys(TEXTS) as ColumnTypeName[])('mean by %s what a second look would say', async (type) => {
    const texts = fc.sample(TEXTS[type], 2000).filter((text) => text !== '');
    const plain = texts.flatMap((text) => {
      const line = read([type], text);
      return line === null ? [] : [{ text, line }];
    });
    expect(plain.length).toBeGreaterThan(100);
    const typed = await typedValues(
      type,
      plain.map(({ line }) => line),
    );
    const { sql, cast } = COLUMN_TYPES[type];
    const strict = await strictValues(
      type,
      plain.map(({ text }) => text),
    );
    // Of a text only the blanks around it are still to be taken away.
    const trimmed =
      sql === 'VARCHAR' && cast('x') !== 'x' ? typed.map((text) => (text as string).trim() || null) : typed;
    expect(trimmed).toEqual(strict);
    expect(strict).not.toContain(sql === 'VARCHAR' ? undefined : null);
  });
});
