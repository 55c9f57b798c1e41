import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { DuckDbSession } from './duckdb-session.ts';
import { markDuplicates } from './duplicate-keys.ts';
import type { TableSpec } from './table-spec.ts';

let session: DuckDbSession;
let folder: string;

beforeAll(async () => {
  folder = mkdtempSync(path.join(tmpdir(), 'lacuna-keys-'));
  session = await DuckDbSession.open({ spillFolder: folder });
});
afterAll(() => {
  session.close();
  rmSync(folder, { recursive: true });
});

const FAULTS = [
  { code: 'bad_number', column: 'a', when: 'false' },
  { code: 'duplicate_key', column: 'a', when: null },
] as const;
const MARK = 2;

/** The lines that are marked among rows of line, key and fault. */
async function marked(key: readonly string[] | undefined, rows: string): Promise<unknown[]> {
  const spec: TableSpec = {
    table: 'root/keyed',
    use: 'used',
    columns: { a: { type: 'integer' }, b: { type: 'integer' } },
    ...(key === undefined ? {} : { key }),
    without: null,
    rowBytes: null,
  };
  await session.run('CREATE OR REPLACE TEMP TABLE keyed (line INTEGER, a BIGINT, b BIGINT, fault UTINYINT)');
  await session.run(`INSERT INTO keyed ${rows}`);
  await markDuplicates(session, { name: 'keyed', spec, faults: FAULTS });
  const lines = await session.rows(`SELECT line FROM keyed WHERE fault = ${MARK} ORDER BY line`);
  return lines.map(({ line }) => line);
}

describe('duplicate keys', () => {
  it('are the later of the sound rows with one number', async () => {
    expect(await marked(['a'], 'VALUES (5, 7, 1, 0), (2, 7, 2, 0), (3, -1, 3, 0), (9, 7, 4, 0)')).toEqual([
      5, 9,
    ]);
    expect(await marked(['a'], 'VALUES (2, 7, 1, 1), (3, 7, 1, 0), (4, 8, 1, 0)')).toEqual([]);
  });

  it('are found among numbers that lie close together and far apart', async () => {
    const rows = (key: string): string =>
      `SELECT range::INTEGER + 2, ${key}, 0, 0 FROM range(5000) UNION ALL SELECT 9000, ${key}, 0, 0 FROM range(4999, 5000)`;
    expect(await marked(['a'], rows('range - 100'))).toEqual([9000]);
    expect(await marked(['a'], rows('range * 1000000007'))).toEqual([9000]);
    expect(await marked(['a'], 'SELECT range::INTEGER + 2, range - 100, 0, 0 FROM range(5000)')).toEqual([]);
  });

  it('have all columns of a key the same', async () => {
    expect(await marked(['a', 'b'], 'VALUES (2, 1, 1, 0), (3, 1, 2, 0), (4, 2, 1, 0), (5, 1, 2, 0)')).toEqual(
      [5],
    );
  });

  it('are not there in a table without rows or without a key', async () => {
    expect(await marked(['a'], 'SELECT 1, 1, 1, 0 WHERE false')).toEqual([]);
    expect(await marked(undefined, 'VALUES (2, 1, 1, 0), (3, 1, 1, 0)')).toEqual([]);
  });
});
