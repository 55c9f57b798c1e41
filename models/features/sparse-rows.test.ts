import { describe, expect, it } from 'vitest';
import { RandomStream } from '../random/random-stream.ts';
import { SparseMatrixBuilder, sparseRow, type SparseRow } from './sparse-rows.ts';

const COLUMNS = 40;
const ROWS = 3000;

function rowsOf(random: RandomStream): (SparseRow | null)[] {
  return Array.from({ length: ROWS }, (_, row) => {
    const indices = Array.from({ length: COLUMNS }, (_column, i) => i).filter(() => random.int(3) === 0);
    // Long rows come last, so that those before say too little of them.
    const some = row < ROWS / 2 ? indices.slice(0, 2) : indices;
    if (some.length === 0) return null;
    return { indices: Int32Array.from(some), values: Float32Array.from(some, () => random.int(1000)) };
  });
}

describe('SparseMatrixBuilder', () => {
  it.each([null, ROWS, ROWS / 10, ROWS * 10])(
    'keeps every row as it grows, where %s are expected',
    (expected) => {
      const rows = rowsOf(RandomStream.fromSeed('rows'));
      const builder = new SparseMatrixBuilder(COLUMNS, expected);
      for (const row of rows) {
        if (row === null) builder.addEmptyRow();
        else builder.addRow(row);
      }
      const matrix = builder.build();
      expect(matrix).toMatchObject({ rows: ROWS, columns: COLUMNS });
      expect(matrix.indptr).toHaveLength(ROWS + 1);
      expect(matrix.indptr.at(-1)).toBe(matrix.indices.length);
      const read = rows.map((_, i) => sparseRow(matrix, i));
      expect(read.map(({ indices }) => [...indices])).toEqual(rows.map((row) => [...(row?.indices ?? [])]));
      expect(read.map(({ values }) => [...values])).toEqual(rows.map((row) => [...(row?.values ?? [])]));
    },
  );
});
