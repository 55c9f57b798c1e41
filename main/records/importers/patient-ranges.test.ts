import { afterAll, beforeAll, expect, it } from 'vitest';
import { DuckDbSession } from './duckdb-session.ts';
import { patientRanges } from './patient-ranges.ts';

let session: DuckDbSession;

beforeAll(async () => {
  session = await DuckDbSession.open({});
});
afterAll(() => {
  session.close();
});

/** @param rows of patient and fault. */
async function rangesOf(rows: string, most: number): Promise<unknown> {
  await session.run(`CREATE OR REPLACE TEMP TABLE labs AS SELECT * FROM (${rows}) t(patient_id, fault)`);
  return patientRanges(session, 'labs WHERE fault = 0', most);
}

it('sorts patients in ranges that begin with so many rows before them, none in two', async () => {
  const rows = 'SELECT 1 + (range * 7) % 10, 0 FROM range(100)';
  expect(await rangesOf(rows, 30)).toEqual([
    [1, 3],
    [4, 6],
    [7, 9],
    [10, 10],
  ]);
  expect(await rangesOf(rows, 100)).toEqual([[1, 10]]);
});

it('keeps the rows of a patient together, however many they are', async () => {
  expect(await rangesOf('SELECT CASE WHEN range < 50 THEN 4 ELSE 9 END, 0 FROM range(60)', 20)).toEqual([
    [4, 4],
    [9, 9],
  ]);
});

it('counts sound rows alone, and has no range where there are none', async () => {
  expect(await rangesOf('VALUES (1, 1), (2, 0), (3, 2)', 1)).toEqual([[2, 2]]);
  expect(await rangesOf('SELECT 1, 1', 1)).toEqual([]);
});
