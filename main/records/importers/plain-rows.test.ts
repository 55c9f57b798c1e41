import fc from 'fast-check';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { COLUMN_TYPES, type ColumnTypeName } from './column-types.ts';
import { DuckDbSession } from './duckdb-session.ts';
import type { FieldTypes } from './field-types.ts';
import { ParquetWriter } from './parquet-writer.ts';
import { PlainRows } from './plain-rows.ts';
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

/** What DuckDB reads of the records that are taken as plain, each with its line, the first being 2. */
async function read(types: FieldTypes, records: readonly string[]): Promise<unknown[][]> {
  const rows = new PlainRows(types, Infinity);
  const parts: Buffer[] = [];
  const parquet = new ParquetWriter(rows.columns, (bytes) => parts.push(Buffer.from(bytes)));
  records.forEach((record, index) => {
    const bytes = Buffer.from(`-${record}\n-`);
    const end = rows.read(index + 2, bytes, 1);
    if (end !== -1) expect(end).toBe(bytes.length - 2);
    if (rows.isFull) parquet.group(rows.rows, rows.take());
  });
  if (rows.rows > 0) parquet.group(rows.rows, rows.take());
  parquet.end();
  const file = path.join(folder, 'plain.parquet');
  writeFileSync(file, Buffer.concat(parts));
  const found = await session.rows(`SELECT * FROM read_parquet(${literal(file)}) ORDER BY c0`);
  return found.map((row) => rows.columns.map(({ name }) => row[name]));
}

/** What the type makes of texts. */
async function secondLook(type: ColumnTypeName, texts: readonly string[]): Promise<unknown[]> {
  const { cast, strict } = COLUMN_TYPES[type];
  const values = texts.map((text, index) => `(${index}, ${literal(text)})`).join(', ');
  const rows = await session.rows(
    `SELECT ${strict('k', 'x')} AS v FROM (SELECT i, x, ${cast('x')} AS k FROM (VALUES ${values}) t(i, x)) ORDER BY i`,
  );
  return rows.map(({ v }) => (typeof v === 'bigint' ? Number(v) : v));
}

describe('plain rows', () => {
  it('hold the fields that are needed, times as whole numbers', async () => {
    const types = ['integer', null, 'minute', 'day', 'number', 'offset', 'verbatim', null] as const;
    expect(
      await read(types, [
        '7,x y,1970-01-02 00:01:59,1970-01-03,-0.50,-12, é ,"a, ""b"""',
        '0,,1970-01-01 00:00:00,1970-01-01,5,0,"a, ""b""",\r',
        ',,,,,,,',
      ]),
    ).toEqual([
      [2, 7, 1441, 2, -0.5, -12, ' é '],
      [3, 0, 0, 0, 5, 0, 'a, "b"'],
      [4, null, null, null, null, null, null],
    ]);
  });

  it('have as many fields as the file, and are no blank lines', async () => {
    expect(await read(['integer', 'text'], ['1', '1,a,', '1,a'])).toEqual([[4, 1, 'a']]);
    expect(await read(['text'], ['', '\r', 'a'])).toEqual([[4, 'a']]);
  });

  it('keep nothing of a record that turns out not to be plain', async () => {
    const records = [
      '1,2,abc,4',
      '5,6,longer text,x',
      '7,,"quoted ""text""",x',
      '8,,d,',
      '9,1.5,"",1',
      ',3,e,5',
    ];
    expect(await read(['integer', 'number', 'text', 'offset'], records)).toEqual([
      [2, 1, 2, 'abc', 4],
      [5, 8, null, 'd', null],
      [7, null, 3, 'e', 5],
    ]);
  });

  it.each(['a"b', '"a"b', '"a', '"a\nb"', '"a\r\nb"', '"a\tb"', 'a\rb', 'a\tb', 'a\0b', '""'])(
    'are none whose text is %j',
    async (text) => {
      expect(await read(['text', 'text'], [`${text},c`])).toEqual([]);
      if (text !== '""') expect(await read([null, 'text'], [`${text},c`])).toEqual([]);
    },
  );

  it.each<[ColumnTypeName, readonly string[]]>([
    ['integer', ['-3', '007', '5.7', '+5', ' 5', '1234567890', '"5"', '1_0']],
    ['offset', ['-', '-0', '-05', '12345678', '-12345678', '1.0', '5 ', '--1']],
    [
      'number',
      ['-', '.', '5.', '.5', '+5', '1e5', 'nan', '1_0', '5 ', '1'.repeat(16), '1.234567890123456', '1.2.3'],
    ],
    [
      'minute',
      ['2150-03-01', '2150-02-29 00:00:00', '2150-03-01 24:00:00', '2150-03-01 10:60:00', '2150-3-1 1:2:3'],
    ],
    [
      'minute',
      ['2150-03-01 10:30', '2150-03-01T10:30:00', '2150-03-01 10:30:60', '2150-03-01 10:30:00.5', 'x'],
    ],
    ['minute', ['1969-12-31 00:00:00', '3000-01-01 00:00:00', '2150-00-01 00:00:00', '2150-01-00 00:00:00']],
    ['minute', ['2150/03/01 10:30:00', '2150-03-01 10.30.00', '21500-3-01 10:30:00', '2150-03-01 10:30: 0']],
    ['lifeMinute', ['1969-12-31 23:59:00', '1850-01-01 00:00:00', '2150-03-01T10:30:00']],
    ['lifeDay', ['1969-12-31', '1850-01-01', '2150-03-01 00:00:00']],
    ['day', ['2150-13-01', '2150-04-31', '2150-03-01 00:00:00', '2150-3-1', '0150-03-01', 'x']],
  ])('are none with another form of %s: %j', async (type, texts) => {
    expect(
      await read(
        [type, 'text'],
        texts.map((text) => `${text},a`),
      ),
    ).toEqual([]);
  });

  it('know the leap years', async () => {
    const days = ['2000-02-29', '2400-02-29', '2100-02-29', '2200-02-29'];
    expect(await read(['day'], days)).toEqual([
      [2, Date.UTC(2000, 1, 29) / 86_400_000],
      [3, Date.UTC(2400, 1, 29) / 86_400_000],
    ]);
  });

  it('come in groups of many rows, and of fewer where they are long', async () => {
    const many = Array.from({ length: 40_000 }, (_, index) => `${index},${index % 3 === 0 ? '' : 'a'}`);
    const found = await read(['integer', 'text'], many);
    expect(found).toHaveLength(40_000);
    expect(found[39_999]).toEqual([40_001, 39_999, null]);
    const long = Array.from({ length: 100 }, (_, index) => `${index},"${'x'.repeat(60_000)}"`);
    const lengths = await read(['integer', 'text'], long);
    expect(lengths.map(([, value, text]) => [value, (text as string).length])).toEqual(
      long.map((_, index) => [index, 60_000]),
    );
  });

  it('are none with a text of very many bytes', async () => {
    const texts = ['x'.repeat(65_535), 'x'.repeat(65_537), `"${'x'.repeat(65_537)}"`, 'é'.repeat(32_769)];
    expect(
      await read(
        ['text', 'integer'],
        texts.map((text) => `${text},1`),
      ),
    ).toEqual([[2, texts[0], 1]]);
  });

  const digits = (max: number): fc.Arbitrary<string> =>
    fc.array(fc.integer({ min: 0, max: 9 }), { maxLength: max }).map((parts) => parts.join(''));
  const signs = fc.constantFrom('', '-', '+');
  const two = fc.integer({ min: 0, max: 70 }).map((value) => String(value).padStart(2, '0'));
  const date = fc
    .tuple(fc.integer({ min: 1960, max: 3010 }), two, two)
    .map(([year, month, day]) => `${year}-${month}-${day}`);
  const soundTime = fc
    .date({ min: new Date('1970-01-01T00:00Z'), max: new Date('2999-12-31T23:59Z'), noInvalidDate: true })
    .map((time) => time.toISOString().slice(0, 19).replace('T', ' '));
  const clock = fc
    .tuple(fc.constantFrom(' ', 'T'), two, two, two)
    .map(([t, h, m, s]) => `${t}${h}:${m}:${s}`);
  const words = fc.stringMatching(/^[ a-zé%]{1,6}$/);
  const TEXTS: Readonly<Record<ColumnTypeName, fc.Arbitrary<string>>> = {
    integer: fc.tuple(signs, digits(12)).map((parts) => parts.join('')),
    offset: fc.tuple(signs, digits(9)).map((parts) => parts.join('')),
    number: fc
      .tuple(signs, digits(9), fc.constantFrom('', '.'), digits(9), fc.constantFrom('', '', 'e3'))
      .map((parts) => parts.join('')),
    minute: fc.oneof(
      soundTime,
      fc.tuple(date, clock).map((parts) => parts.join('')),
    ),
    day: fc.oneof(
      soundTime.map((time) => time.slice(0, 10)),
      date,
    ),
    lifeMinute: soundTime,
    lifeDay: soundTime.map((time) => time.slice(0, 10)),
    text: words,
    verbatim: words,
  };

  it.each(Object.keys(TEXTS) as ColumnTypeName[])('mean by %s what a second look would say', async (type) => {
    const texts = fc.sample(TEXTS[type], 3000).filter((text) => text !== '');
    const plain = await read([type], texts);
    expect(plain.length).toBeGreaterThan(200);
    const looked = await secondLook(
      type,
      plain.map(([line]) => texts[Number(line) - 2]!),
    );
    // Only the blanks around a text are still to be taken away.
    const values = plain.map(([, value]) => (type === 'text' ? (value as string).trim() || null : value));
    expect(values).toEqual(looked);
    if (type !== 'text') expect(looked).not.toContain(null);
  });
});
