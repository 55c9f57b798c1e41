import fc from 'fast-check';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { DuckDbSession } from './duckdb-session.ts';
import { type ColumnValues, type ParquetColumn, ParquetWriter } from './parquet-writer.ts';
import { literal } from './sql-literal.ts';

let session: DuckDbSession;
let folder: string;

beforeAll(async () => {
  folder = mkdtempSync(path.join(tmpdir(), 'lacuna-parquet-'));
  session = await DuckDbSession.open({ spillFolder: folder });
});
afterAll(() => {
  session.close();
  rmSync(folder, { recursive: true });
});

type Cell = number | string | null;

function valuesOf(cells: readonly Cell[], type: ParquetColumn['type']): ColumnValues {
  const encoded = cells.flatMap((cell) => {
    if (cell === null) return [];
    if (typeof cell === 'string') {
      const text = Buffer.from(cell);
      return [Buffer.from(Uint32Array.of(text.length).buffer), text];
    }
    return [Buffer.from(type === 'INT32' ? Int32Array.of(cell).buffer : Float64Array.of(cell).buffer)];
  });
  return {
    present: cells.includes(null) ? Uint8Array.from(cells, (cell) => (cell === null ? 0 : 1)) : null,
    values: Buffer.concat(encoded),
  };
}

/** Writes groups of rows and reads all of them back with DuckDB, in their order. */
async function writtenAndRead(
  columns: readonly ParquetColumn[],
  groups: readonly (readonly (readonly Cell[])[])[],
): Promise<unknown[][]> {
  const parts: Buffer[] = [];
  const writer = new ParquetWriter(columns, (bytes) => parts.push(Buffer.from(bytes)));
  for (const rows of groups) {
    writer.group(
      rows.length,
      columns.map(({ type }, index) =>
        valuesOf(
          rows.map((row) => row[index] ?? null),
          type,
        ),
      ),
    );
  }
  writer.end();
  const file = path.join(folder, 'rows.parquet');
  writeFileSync(file, Buffer.concat(parts));
  const { length } = groups.flat();
  const rows = await session.rows(`SELECT * FROM read_parquet(${literal(file)}) ORDER BY line`);
  expect(await session.number(`SELECT count(*) FROM read_parquet(${literal(file)})`)).toBe(length);
  return rows.map((row) => columns.map(({ name }) => row[name]));
}

const LINE = { name: 'line', type: 'INT32' } as const;

describe('Parquet', () => {
  it('gives back what was written, of each type, empty or not', async () => {
    const columns = [LINE, { name: 'value', type: 'DOUBLE' }, { name: 'unit', type: 'BYTE_ARRAY' }] as const;
    const rows = [
      [1, 0.1, 'mg/dL'],
      [2, null, 'µmol, "more"'],
      [3, -0, null],
      [2147483647, Number.MAX_VALUE, 'a text that is longer than twelve bytes'],
    ];
    expect(await writtenAndRead(columns, [rows])).toEqual(rows);
  });

  it('gives back the rows of all groups, and none of none', async () => {
    const rows = Array.from({ length: 5000 }, (_, index) => [index]);
    expect(await writtenAndRead([LINE], [rows.slice(0, 1), rows.slice(1, 4000), rows.slice(4000)])).toEqual(
      rows,
    );
    expect(await writtenAndRead([LINE], [])).toEqual([]);
  });

  it('has room for many columns and for long names', async () => {
    const columns = Array.from({ length: 40 }, (_, index) => ({
      name: index === 0 ? 'line' : `${'c'.repeat(200)}${index}`,
      type: 'INT32' as const,
    }));
    const row = columns.map((_, index) => (index % 3 === 1 ? null : index));
    expect(await writtenAndRead(columns, [[row]])).toEqual([row]);
  });

  it('gives back any rows', async () => {
    const columns = [LINE, { name: 'value', type: 'DOUBLE' }, { name: 'text', type: 'BYTE_ARRAY' }] as const;
    const cells = fc.tuple(
      fc.option(fc.double({ noNaN: true, noDefaultInfinity: true })),
      fc.option(fc.string({ unit: 'grapheme' })),
    );
    const groups = fc.array(fc.array(cells, { minLength: 1, maxLength: 20 }), { maxLength: 3 });
    await fc.assert(
      fc.asyncProperty(groups, async (drawn) => {
        let line = 0;
        const numbered = drawn.map((rows) => rows.map((row) => [(line += 1), ...row]));
        expect(await writtenAndRead(columns, numbered)).toEqual(numbered.flat());
      }),
      { numRuns: 50 },
    );
  });
});
