import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { COLUMN_TYPES, type ColumnTypeName } from './column-types.ts';
import { DuckDbSession } from './duckdb-session.ts';
import { literal } from './sql-literal.ts';

let session: DuckDbSession;
let folder: string;

beforeAll(async () => {
  folder = mkdtempSync(path.join(tmpdir(), 'lacuna-types-'));
  session = await DuckDbSession.open({ spillFolder: folder });
});
afterAll(() => {
  session.close();
  rmSync(folder, { recursive: true });
});

/** What each text is read as. */
async function read(type: ColumnTypeName, texts: readonly string[]): Promise<unknown[]> {
  const { cast, strict } = COLUMN_TYPES[type];
  const values = texts.map((text, index) => `(${index}, ${literal(text)})`).join(', ');
  const rows = await session.rows(
    `SELECT ${strict('k', 'x')} AS v FROM (SELECT i, x, ${cast('x')} AS k FROM (VALUES ${values}) t(i, x)) ORDER BY i`,
  );
  return rows.map(({ v }) => (typeof v === 'bigint' ? Number(v) : v));
}

const day = (text: string): number => Date.parse(`${text}T00:00:00Z`) / 86_400_000;
const minute = (text: string): number => Math.floor(Date.parse(`${text.replace(' ', 'T')}Z`) / 60_000);

describe('column types', () => {
  it('reads whole numbers as they are written in identifiers, and nothing else', async () => {
    expect(await read('integer', ['7', '0', '10000032', '-3'])).toEqual([7, 0, 10000032, -3]);
    const bad = ['5.7', '1e3', '0x10', '1_000', ' 5', '5 ', '+5', '007', 'abc', '', '99999999999999999999'];
    expect(await read('integer', bad)).toEqual(bad.map(() => null));
  });

  it('reads minutes before or after a moment, within a life', async () => {
    expect(await read('offset', ['0', '-2258', '344'])).toEqual([0, -2258, 344]);
    const bad = ['5.0', '+5', '-', '', ' 5', '63244801', '-63244801', '99999999999'];
    expect(await read('offset', bad)).toEqual(bad.map(() => null));
  });

  it('reads finite decimal numbers exactly', async () => {
    const good = ['5', '-0.5', '.5', '5.', '+5', '1e-5', '1E+05', '0.1', '123456789.123456789', '-0'];
    expect(await read('number', good)).toEqual(good.map(Number));
    const bad = [
      '1_000',
      'nan',
      'inf',
      '-Infinity',
      '1e400',
      '0x10',
      ' 5',
      '5 ',
      '\t5',
      '5\n',
      '1,5',
      '___',
      '',
      '+-5',
    ];
    expect(await read('number', bad)).toEqual(bad.map(() => null));
  });

  it('reads wall-clock times as minutes since 1970, seconds cut off', async () => {
    expect(
      await read('minute', ['1970-01-01 00:00:00', '1970-01-02 00:01:59', '2150-03-01 10:30:00']),
    ).toEqual([0, 1441, minute('2150-03-01 10:30:00')]);
    expect(
      await read('minute', ['2150-03-01T10:30:00', '2150-03-01 10:30', '2150-03-01 10:24:36.120']),
    ).toEqual([minute('2150-03-01 10:30:00'), minute('2150-03-01 10:30:00'), minute('2150-03-01 10:24:36')]);
    const bad = [
      '2150-02-30 00:00:00',
      '2150-03-01 24:00:00',
      '2150-03-01 10:60:00',
      '2150-3-1 10:30:00',
      '2150-03-01',
      '2150-03-01 10:30:00Z',
      '2150-03-01 10:30:00+01',
      '2150-03-01 10:30:0 ',
      ' 150-03-01 10:30:00',
      '0150-03-01 10:30:00',
      '3000-01-01 00:00:00',
      '03/01/2150 10:30',
      'yesterday',
      '',
    ];
    expect(await read('minute', bad)).toEqual(bad.map(() => null));
  });

  it('reads any minute of nine centuries by arithmetic', async () => {
    const dates = fc.date({
      min: new Date('1970-01-01T00:00Z'),
      max: new Date('2899-12-31T23:59Z'),
      noInvalidDate: true,
    });
    const texts = fc.sample(dates, 500).map((date) => date.toISOString().slice(0, 19).replace('T', ' '));
    expect(await read('minute', texts)).toEqual(texts.map(minute));
  });

  it('reads dates as days, with a midnight behind them or not', async () => {
    expect(await read('day', ['1970-01-01', '2163-05-06', '2163-05-06 00:00:00'])).toEqual([
      0,
      day('2163-05-06'),
      day('2163-05-06'),
    ]);
    const bad = ['2163-05-06 10:00:00', '2163-13-01', '06.05.2163', '2163-5-6', ''];
    expect(await read('day', bad)).toEqual(bad.map(() => null));
  });

  it('reads times and dates of a life that began before 1970', async () => {
    const times = [
      '1969-12-31 23:59:59',
      '1969-12-31 23:58:00',
      '1850-01-01 00:00:00',
      '2150-03-01T10:30:00',
    ];
    expect(await read('lifeMinute', times)).toEqual([-1, -2, ...times.slice(2).map(minute)]);
    expect(await read('lifeDay', ['1969-12-31', '1850-01-01 00:00:00', '2163-05-06'])).toEqual(
      ['1969-12-31', '1850-01-01', '2163-05-06'].map(day),
    );
    const bad = [
      '1849-12-31 00:00:00',
      '3000-01-01 00:00:00',
      '1950-02-30 00:00:00',
      '1950-02-03T',
      '50-02-03',
      '',
    ];
    expect(await read('lifeMinute', [...bad, '1950-02-03'])).toEqual([...bad, ''].map(() => null));
    expect(await read('lifeDay', [...bad, '1950-02-03 10:00:00'])).toEqual([...bad, ''].map(() => null));
  });

  it('takes the blanks around words away, and keeps verbatim text as it is', async () => {
    expect(await read('text', [' HOME ', '  '])).toEqual(['HOME', null]);
    expect(await read('verbatim', [' HOME '])).toEqual([' HOME ']);
  });
});
