import { expect, it } from 'vitest';
import { DuckDbSession } from '../duckdb-session.ts';
import { admissionRanges } from './people.ts';

it('goes through all admissions, some at a time', async () => {
  const session = await DuckDbSession.open({});
  try {
    await session.run('CREATE TEMP TABLE encounter AS SELECT range::INTEGER + 1 AS id FROM range(5)');
    expect(await admissionRanges(session, 2)).toEqual([
      [1, 2],
      [3, 4],
      [5, 5],
    ]);
    expect(await admissionRanges(session, 5)).toEqual([[1, 5]]);
    await session.run('DELETE FROM encounter');
    expect(await admissionRanges(session)).toEqual([]);
  } finally {
    session.close();
  }
});
