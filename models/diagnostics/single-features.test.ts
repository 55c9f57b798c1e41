import { describe, expect, it } from 'vitest';
import { SparseMatrixBuilder } from '../features/sparse-rows.ts';
import type { SparseMatrix } from '../features/sparse-matrix.ts';
import { auroc } from '../metrics/auroc.ts';
import { isDefined } from '../metrics/metric.ts';
import { RandomStream } from '../random/random-stream.ts';
import { singleFeatures } from './single-features.ts';

/** Rows given densely; a 0 is no entry. */
function matrixOf(rows: readonly (readonly number[])[]): SparseMatrix {
  const builder = new SparseMatrixBuilder(rows[0]?.length ?? 0);
  for (const row of rows) {
    const columns = [...row.keys()].filter((column) => row[column] !== 0);
    builder.addRow({
      indices: Int32Array.from(columns),
      values: Float32Array.from(columns, (column) => row[column] ?? 0),
    });
  }
  return builder.build();
}

describe('singleFeatures', () => {
  it('is the AUROC of the column, in whichever direction it tells more', () => {
    const random = RandomStream.fromSeed('single');
    // Negative, zero and positive values, with ties.
    const labels = Array.from({ length: 200 }, () => Number(random.float() < 0.3));
    const rows = labels.map((label) => [
      Math.round(3 * random.normal() + label),
      Math.round(-2 * label + random.normal()),
      Math.abs(Math.round(random.normal())),
      -1 - random.float(),
    ]);
    const found = singleFeatures(matrixOf(rows), labels);
    expect(found.map(({ column }) => column)).toEqual([0, 1, 2, 3]);
    for (const { column, auroc: own, rows: having } of found) {
      const dense = auroc(
        labels,
        rows.map((row) => Math.fround(row[column]!)),
      );
      if (!isDefined(dense)) throw new Error('both classes are there');
      expect(own, `column ${column}`).toBeCloseTo(Math.max(dense.value, 1 - dense.value), 12);
      expect(having).toBe(rows.filter((row) => row[column] !== 0).length);
    }
  });

  it('counts the positive rows among those with an entry', () => {
    const matrix = matrixOf([
      [1, 0],
      [1, 0],
      [0, 0],
      [1, 0],
    ]);
    // 2 of 2 positives and 1 of 2 negatives have it: (1 - .5) / 2 + .5.
    expect(singleFeatures(matrix, [1, 1, 0, 0])).toEqual([{ column: 0, rows: 3, positives: 2, auroc: 0.75 }]);
  });

  it('tells nothing where all labels are the same', () => {
    expect(singleFeatures(matrixOf([[1], [0]]), [0, 0])).toMatchObject([{ auroc: 0.5 }]);
  });
});
