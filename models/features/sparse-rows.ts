import { ModelError } from '../errors.ts';
import type { SparseMatrix } from './sparse-matrix.ts';

/** One row of features: column numbers ascending, and their values. */
export interface SparseRow {
  readonly indices: Int32Array;
  readonly values: Float32Array;
}

/** Row `index` of a matrix, as views. */
export function sparseRow(matrix: SparseMatrix, index: number): SparseRow {
  const start = matrix.indptr[index] ?? 0;
  const end = matrix.indptr[index + 1] ?? start;
  return { indices: matrix.indices.subarray(start, end), values: matrix.values.subarray(start, end) };
}

const FIRST_CAPACITY = 1024;

/** Collects rows into a `SparseMatrix`; the arrays double as they fill. */
export class SparseMatrixBuilder {
  readonly #columns: number;
  readonly #indptr: number[] = [0];
  #indices = new Int32Array(FIRST_CAPACITY);
  #values = new Float32Array(FIRST_CAPACITY);
  #used = 0;

  constructor(columns: number) {
    this.#columns = columns;
  }

  /** @throws {ModelError} `shape` when a column number is out of range or not ascending. */
  addRow({ indices, values }: SparseRow): void {
    this.#requireColumns(indices);
    this.#reserve(this.#used + indices.length);
    this.#indices.set(indices, this.#used);
    this.#values.set(values, this.#used);
    this.#used += indices.length;
    this.#indptr.push(this.#used);
  }

  addEmptyRow(): void {
    this.#indptr.push(this.#used);
  }

  build(): SparseMatrix {
    return {
      rows: this.#indptr.length - 1,
      columns: this.#columns,
      indptr: Int32Array.from(this.#indptr),
      indices: this.#indices.slice(0, this.#used),
      values: this.#values.slice(0, this.#used),
    };
  }

  #requireColumns(indices: Int32Array): void {
    let previous = -1;
    for (const column of indices) {
      if (column <= previous || column >= this.#columns) {
        throw new ModelError('shape', `expected ascending columns below ${this.#columns}, got ${column}`);
      }
      previous = column;
    }
  }

  #reserve(needed: number): void {
    if (needed <= this.#indices.length) return;
    const capacity = Math.max(needed, 2 * this.#indices.length);
    const indices = new Int32Array(capacity);
    const values = new Float32Array(capacity);
    indices.set(this.#indices.subarray(0, this.#used));
    values.set(this.#values.subarray(0, this.#used));
    this.#indices = indices;
    this.#values = values;
  }
}
