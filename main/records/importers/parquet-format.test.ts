import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { beforeEach, describe, expect, it, onTestFinished, vi } from 'vitest';
import type { DiskFile } from './csv-file.ts';
import { DuckDbSession } from './duckdb-session.ts';
import { PARQUET_FORMAT } from './parquet-format.ts';
import { literal } from './sql-literal.ts';

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'lacuna-parquet-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
});

async function open(): Promise<DuckDbSession> {
  const session = await DuckDbSession.open({});
  onTestFinished(() => session.close());
  return session;
}

function fileAt(place: string): DiskFile {
  const { size, mtimeMs } = statSync(place);
  const name = path.basename(place);
  return { path: place, name, table: 'rows', format: 'parquet', sizeBytes: size, changedMs: mtimeMs };
}

/** Writes the rows of a query, and reads them as an import does: a row's line, then its fields as text. */
async function readBack(query: string): Promise<unknown[][]> {
  const session = await open();
  const place = path.join(folder, 'rows.parquet');
  await session.run(`COPY (${query}) TO ${literal(place)} (FORMAT parquet)`);
  const table = await PARQUET_FORMAT.open(fileAt(place), { session, folder, onRead: () => undefined });
  const rows: unknown[][] = [];
  for await (const { sql, records } of table.pieces) {
    const piece = await session.rows(`SELECT * FROM ${sql} ORDER BY c0`);
    expect(piece).toHaveLength(records);
    rows.push(...piece.map((row) => Object.values(row)));
  }
  return rows;
}

describe('Parquet', () => {
  it('numbers its rows from 1 and reads values as text, an empty one as none', async () => {
    expect(
      await readBack(
        `SELECT * FROM (VALUES (7::BIGINT, 'a', 1.4::FLOAT, DATE '1950-02-03'), (-8, NULL, 2, NULL))`,
      ),
    ).toEqual([
      ['1', '7', 'a', '1.4', '1950-02-03'],
      ['2', '-8', null, '2.0', null],
    ]);
  });

  it('reads whole numbers that were kept as doubles as whole numbers, and no others', async () => {
    const doubles = ['7', '-7', '7.25', '9007199254740993', '1e300', `'nan'`, `'-inf'`, 'NULL'];
    const rows = await readBack(
      `SELECT * FROM (VALUES ${doubles.map((value) => `(${value}::DOUBLE)`).join(', ')}) v(x)`,
    );
    expect(rows.map(([, value]) => value)).toEqual([
      '7',
      '-7',
      '7.25',
      '9007199254740992.0',
      '1e+300',
      'nan',
      '-inf',
      null,
    ]);
  });

  it.each(['UTC', 'America/New_York', 'Asia/Kolkata'])(
    'reads times with a zone in UTC, in %s',
    async (zone) => {
      vi.stubEnv('TZ', zone);
      onTestFinished(() => {
        vi.unstubAllEnvs();
      });
      expect(
        await readBack(
          `SELECT TIMESTAMPTZ '2180-05-06 23:00:00-03' AS zoned, TIMESTAMP '2180-05-06 23:00:00' AS plain`,
        ),
      ).toEqual([['1', '2180-05-07 02:00:00', '2180-05-06 23:00:00']]);
    },
  );

  it('names a file that is none, and one that is not there', async () => {
    const place = path.join(folder, 'text.parquet');
    writeFileSync(place, 'not Parquet');
    const file = fileAt(place);
    await expect(PARQUET_FORMAT.look(file)).rejects.toMatchObject({
      code: 'corrupt_parquet',
      file: 'text.parquet',
    });
    rmSync(place);
    await expect(PARQUET_FORMAT.look(file)).rejects.toMatchObject({ code: 'file_unreadable' });
  });
});
