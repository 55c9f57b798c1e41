import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { DuckDbSession } from '../duckdb-session.ts';
import { literal } from '../sql-literal.ts';
import { dateForm } from './date-forms.ts';
import { numberOrTextType, numberType } from './number-forms.ts';
import type { ColumnType } from '../column-types.ts';

let session: DuckDbSession;
beforeAll(async () => {
  session = await DuckDbSession.open({});
});
afterAll(() => {
  session.close();
});

async function read({ cast, strict }: ColumnType, text: string): Promise<unknown> {
  const [row] = await session.rows(
    `SELECT ${strict('k', 'x')} AS v FROM (SELECT *, ${cast('x')} AS k FROM (SELECT ${literal(text)} AS x))`,
  );
  return row?.['v'] ?? null;
}

const formOf = (name: string) => dateForm(name) ?? expect.fail(`${name} is no form`);
const minute = (text: string): number => Date.parse(`${text}Z`) / 60_000;

describe('forms of dates', () => {
  it.each([
    ['DD.MM.YYYY HH:mm', '03.04.2020 07:05', '2020-04-03T07:05'],
    ['DD.MM.YYYY[ HH:mm[:ss]]', '03.04.2020', '2020-04-03T00:00'],
    ['DD.MM.YYYY[ HH:mm[:ss]]', ' 03.04.2020 07:05:59 ', '2020-04-03T07:05'],
    ['MM/DD/YYYY', '03/04/2020', '2020-03-04T00:00'],
    ['DD/MM/YYYY', '03/04/2020', '2020-04-03T00:00'],
    ['M/D/YYYY h:mm A', '3/4/2020 12:05 am', '2020-03-04T00:05'],
    ['M/D/YYYY h:mm A', '11/30/2020 1:05 PM', '2020-11-30T13:05'],
    ['YYYYMMDD', '19310412', '1931-04-12T00:00'],
    ['YYYYMMDDHHmm', '202004121530', '2020-04-12T15:30'],
    ['ISO', '2020-04-03', '2020-04-03T00:00'],
    ['ISO', '2020-04-03T07:05:59.123', '2020-04-03T07:05'],
    ['ISO zone', '2020-04-03T07:05:00+02:00', '2020-04-03T07:05'],
    ['ISO zone', '2020-04-03T07:05Z', '2020-04-03T07:05'],
    ['Excel', '43924.2951388889', '2020-04-03T07:05'],
    ['Excel', '43924', '2020-04-03T00:00'],
    ['YYYY', '1950', '1950-01-01T00:00'],
    ['MM/YYYY', '04/1950', '1950-04-01T00:00'],
  ])('%s reads %s', async (form, text, at) => {
    expect(await read(formOf(form).type, text)).toBe(minute(at));
  });

  it.each([
    ['DD.MM.YYYY', '3.4.2020'],
    ['DD.MM.YYYY', '31.02.2020'],
    ['DD.MM.YYYY', '03.13.2020'],
    ['DD.MM.YYYY', '03.04.20'],
    ['DD.MM.YYYY', '03.04.2020 07:05'],
    ['DD.MM.YYYY HH:mm', '03.04.2020 24:00'],
    ['DD.MM.YYYY', '2020-04-03'],
    ['DD.MM.YYYY', '03.04.1066'],
    ['MM/DD/YYYY', '13/04/2020'],
    ['ISO', '2020-04-03T07:05+02:00'],
    ['ISO zone', '2020-04-03T07:05'],
    ['ISO', '03.04.2020'],
    ['Excel', '2020-04-03'],
    ['Excel', '20200403'],
    ['YYYYMMDD', '43924'],
  ])('%s does not read %s', async (form, text) => {
    expect(await read(formOf(form).type, text)).toBeNull();
  });

  it.each([
    '',
    'DD.MM',
    'DD.YYYY',
    'MM.YYYY HH:mm',
    'DD.MM.YY',
    'DD.DD.YYYY',
    'DD.MM.YYYY mm',
    'DD.MM.YYYY hh:mm',
    'DD.MM.YYYY[',
    'x',
    "YYYY-MM-DD'",
  ])('"%s" is no form', (form) => {
    expect(dateForm(form)).toBeNull();
  });

  it('says whether a value may be a day alone', () => {
    expect(formOf('DD.MM.YYYY HH:mm').allowsDay).toBe(false);
    expect(formOf('DD.MM.YYYY[ HH:mm]').allowsDay).toBe(true);
  });
});

describe('forms of numbers', () => {
  it.each([
    ['.', '5.7', 5.7],
    ['.', '-1e-3', -0.001],
    ['.', '1,234.5', 1234.5],
    [',', '5,7', 5.7],
    [',', '1.234,5', 1234.5],
    [',', '12', 12],
    [',', ',5', 0.5],
  ] as const)('with %s read %s', async (decimal, text, value) => {
    expect(await read(numberType(decimal), text)).toBe(value);
    expect(await read(numberOrTextType(decimal), ` ${text} `)).toBe(text);
  });

  it.each([
    ['.', '5,7'],
    ['.', '1,234'],
    [',', '5.7'],
    [',', '1.234'],
    [',', '1,2,3'],
    ['.', '1e999'],
  ] as const)('with %s read %s neither as a number nor as words', async (decimal, text) => {
    expect(await read(numberType(decimal), text)).toBeNull();
    expect(await read(numberOrTextType(decimal), text)).toBeNull();
  });

  it.each(['<0,5', 'positiv', 'nan', 'inf', '1_000', '0x1F'])('take %s for words only', async (text) => {
    expect(await read(numberType('.'), text)).toBeNull();
    expect(await read(numberOrTextType('.'), text)).toBe(text);
  });
});
