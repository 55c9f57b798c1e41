import { ModelError } from '../errors.ts';

/** A dense matrix, row-major: entry (i, j) is `values[i * columns + j]`. */
export interface DenseMatrix {
  readonly rows: number;
  readonly columns: number;
  readonly values: Float32Array | Float64Array;
}

/** Builds a matrix from rows of equal length. @throws {ModelError} `shape` when they differ. */
export function denseMatrix(rows: readonly (readonly number[])[]): DenseMatrix {
  const columns = rows[0]?.length ?? 0;
  const odd = rows.find((row) => row.length !== columns);
  if (odd !== undefined)
    throw new ModelError('shape', `expected rows of ${columns}, got one of ${odd.length}`);
  return { rows: rows.length, columns, values: Float64Array.from(rows.flat()) };
}

/** Row `index` as a view; writing to it writes to the matrix. */
export function rowOf(matrix: DenseMatrix, index: number): Float32Array | Float64Array {
  return matrix.values.subarray(index * matrix.columns, (index + 1) * matrix.columns);
}

/** A copy of the named rows, in that order, in float64. */
export function takeRows(matrix: DenseMatrix, rows: ArrayLike<number>): DenseMatrix {
  const values = new Float64Array(rows.length * matrix.columns);
  for (let index = 0; index < rows.length; index += 1) {
    values.set(rowOf(matrix, rows[index] ?? 0), index * matrix.columns);
  }
  return { rows: rows.length, columns: matrix.columns, values };
}

/** Mean of each column, shape `[columns]`; zeros when there are no rows. */
export function columnMeans(matrix: DenseMatrix): Float64Array {
  const means = new Float64Array(matrix.columns);
  for (let row = 0; row < matrix.rows; row += 1) {
    const start = row * matrix.columns;
    for (let column = 0; column < matrix.columns; column += 1) {
      means[column] = (means[column] ?? 0) + (matrix.values[start + column] ?? 0);
    }
  }
  return means.map((sum) => sum / Math.max(matrix.rows, 1));
}

/** A float64 copy with the column means taken off. */
export function centreColumns(matrix: DenseMatrix, means = columnMeans(matrix)): DenseMatrix {
  const values = Float64Array.from(
    matrix.values,
    (value, index) => value - (means[index % matrix.columns] ?? 0),
  );
  return { rows: matrix.rows, columns: matrix.columns, values };
}

/**
 * `A^T B`, accumulated in float64.
 * @param a shape `[n, p]`
 * @param b shape `[n, q]`
 * @returns shape `[p, q]`
 * @throws {ModelError} `shape` when the numbers of rows differ.
 */
export function crossProduct(a: DenseMatrix, b: DenseMatrix): DenseMatrix {
  if (a.rows !== b.rows) throw new ModelError('shape', `expected ${a.rows} rows, got ${b.rows}`);
  const values = new Float64Array(a.columns * b.columns);
  for (let row = 0; row < a.rows; row += 1) {
    const right = rowOf(b, row);
    for (let i = 0; i < a.columns; i += 1) {
      const left = a.values[row * a.columns + i] ?? 0;
      if (left === 0) continue;
      const start = i * b.columns;
      for (let j = 0; j < b.columns; j += 1) {
        values[start + j] = (values[start + j] ?? 0) + left * (right[j] ?? 0);
      }
    }
  }
  return { rows: a.columns, columns: b.columns, values };
}

/** Sum of squares of all entries. */
export function squaredNorm(matrix: DenseMatrix): number {
  let sum = 0;
  for (const value of matrix.values) sum += value * value;
  return sum;
}

/** Dot product of two vectors of one length. */
export function dot(a: ArrayLike<number>, b: ArrayLike<number>): number {
  let sum = 0;
  for (let index = 0; index < a.length; index += 1) sum += (a[index] ?? 0) * (b[index] ?? 0);
  return sum;
}
