import { afterEach, beforeEach, expect, it } from 'vitest';
import { DuckDbSession } from '../duckdb-session.ts';
import { createPeople, createStays } from './stays.ts';

let session: DuckDbSession;

beforeEach(async () => {
  session = await DuckDbSession.open({});
  await createPeople(session, { people: `SELECT 'p' AS key` });
});

afterEach(() => {
  session.close();
});

const STAYS = `
  SELECT * FROM (VALUES
    ('a', 'admission', 0, 100, NULL), ('b', 'admission', 50, 200, 40), ('icu', 'icu_stay', 60, 90, NULL),
    ('visit', 'other', 45, 45, NULL), ('later', 'other', 300, 310, NULL)
  ) s(key, kind, start_minute, end_minute, ed_start_minute)`;

/** The admission of each stay, by key. */
async function admissions(stays: string): Promise<Record<string, unknown>> {
  await createStays(session, { stays });
  const rows = await session.rows(
    `SELECT e.key, a.key AS admission FROM admission_of o
     JOIN encounter e ON e.id = o.encounter_id LEFT JOIN encounter a ON a.id = o.admission_id`,
  );
  return Object.fromEntries(rows.map(({ key, admission }): [string, unknown] => [String(key), admission]));
}

it('finds for each stay the admission during which it started, emergency visits before one included', async () => {
  expect(await admissions(`SELECT *, 'p' AS patient_key FROM (${STAYS})`)).toEqual({
    a: 'a',
    b: 'b',
    icu: 'b',
    visit: 'b',
    later: null,
  });
});

it('takes the admission that a stay is said to be part of', async () => {
  const parents = `CASE key WHEN 'icu' THEN 'a' WHEN 'later' THEN 'a' WHEN 'visit' THEN 'nobody' END AS parent_key`;
  expect(await admissions(`SELECT *, 'p' AS patient_key, ${parents} FROM (${STAYS})`)).toMatchObject({
    icu: 'a',
    later: 'a',
    visit: 'b',
  });
});
