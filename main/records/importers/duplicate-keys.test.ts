import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { DuckDbSession } from './duckdb-session.ts';
import { markDuplicates } from './duplicate-keys.ts';
import { createTable } from './load-table.ts';
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

/** Behind the faults of the two numbers. */
const MARK = 3;

const SPEC: TableSpec = {
  table: 'root/keyed',
  use: 'used',
  columns: { a: { type: 'integer' }, b: { type: 'integer' } },
  without: null,
  rowBytes: null,
};

/** Looks for duplicates among rows of file, line, key and fault. */
async function mark(spec: TableSpec, rows: string): Promise<void> {
  await session.run('DROP TABLE IF EXISTS root_keyed');
  await createTable(spec, session);
  await session.run(`INSERT INTO root_keyed ${rows}`);
  await markDuplicates(spec, session);
}

/** The lines that are marked among rows of line, key and fault. */
async function marked(key: readonly string[] | undefined, rows: string): Promise<unknown[]> {
  await mark(key === undefined ? SPEC : { ...SPEC, key }, `SELECT 1, * FROM (${rows})`);
  const lines = await session.rows(`SELECT line FROM root_keyed WHERE fault = ${MARK} ORDER BY line`);
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

  it('are found across the files of a table, the first of which stays', async () => {
    await mark({ ...SPEC, key: ['a'] }, 'VALUES (2, 2, 7, 0, 0), (1, 9, 7, 0, 0), (3, 2, 8, 0, 0)');
    expect(await session.rows(`SELECT file_id, line FROM root_keyed WHERE fault = ${MARK}`)).toEqual([
      { file_id: 2, line: 2 },
    ]);
  });

  it('are dropped where they may repeat and say the same, and marked where they say something else', async () => {
    await mark(
      { ...SPEC, key: ['a'], mayRepeat: true },
      'VALUES (1, 2, 7, 1, 0), (1, 3, 7, 1, 0), (1, 4, 7, 2, 0), (1, 5, 8, 1, 0)',
    );
    expect(await session.rows('SELECT line, fault FROM root_keyed ORDER BY line')).toEqual([
      { line: 2, fault: 0 },
      { line: 4, fault: MARK },
      { line: 5, fault: 0 },
    ]);
  });

  it('are not there in a table without rows or without a key', async () => {
    expect(await marked(['a'], 'SELECT 1, 1, 1, 0 WHERE false')).toEqual([]);
    expect(await marked(undefined, 'VALUES (2, 1, 1, 0), (3, 1, 1, 0)')).toEqual([]);
  });
});
