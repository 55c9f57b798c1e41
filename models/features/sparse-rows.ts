import { ModelError } from '../errors.ts';
import { grown } from './grown.ts';
import type { ColumnNumbers, SparseMatrix } from './sparse-matrix.ts';

/** One row of features: column numbers ascending, and their values. */
export interface SparseRow {
  readonly indices: ColumnNumbers;
  readonly values: Float32Array;
}

/** Row `index` of a matrix, as views. */
export function sparseRow(matrix: SparseMatrix, index: number): SparseRow {
  const start = matrix.indptr[index] ?? 0;
  const end = matrix.indptr[index + 1] ?? start;
  return { indices: matrix.indices.subarray(start, end), values: matrix.values.subarray(start, end) };
}

const FIRST_CAPACITY = 1024;
const MOST_GROWTH = 8;
/** Rows to come may be longer than those so far. */
const HEADROOM = 1.05;
const SHORT_NUMBERS = 2 ** 16;

/**
 * Collects rows into a `SparseMatrix`. Where it is known how many there will be, as much is laid out as they will need
 * going by those so far, so that a large matrix is not copied while it grows: pages that are never written take no
 * memory.
 */
export class SparseMatrixBuilder {
  readonly #columns: number;
  readonly #expectedRows: number | null;
  #indptr: Int32Array<ArrayBuffer>;
  #indices: Uint16Array<ArrayBuffer> | Int32Array<ArrayBuffer>;
  #values = new Float32Array(FIRST_CAPACITY);
  #rows = 0;
  #used = 0;

  constructor(columns: number, expectedRows: number | null = null) {
    this.#columns = columns;
    this.#expectedRows = expectedRows;
    this.#indptr = new Int32Array((expectedRows ?? FIRST_CAPACITY) + 1);
    this.#indices = this.#numbers(FIRST_CAPACITY);
  }

  /** @throws {ModelError} `shape` when a column number is out of range or not ascending. */
  addRow({ indices, values }: SparseRow): void {
    this.#requireColumns(indices);
    this.#reserve(this.#used + indices.length);
    this.#indices.set(indices, this.#used);
    this.#values.set(values, this.#used);
    this.#used += indices.length;
    this.#endRow();
  }

  addEmptyRow(): void {
    this.#endRow();
  }

  /** The rows so far; nothing may be added any more. */
  build(): SparseMatrix {
    const isLarge = this.#expectedRows !== null;
    return {
      rows: this.#rows,
      columns: this.#columns,
      indptr: this.#indptr.slice(0, this.#rows + 1),
      indices: isLarge ? this.#indices.subarray(0, this.#used) : this.#indices.slice(0, this.#used),
      values: isLarge ? this.#values.subarray(0, this.#used) : this.#values.slice(0, this.#used),
    };
  }

  #numbers(length: number): Uint16Array<ArrayBuffer> | Int32Array<ArrayBuffer> {
    return this.#columns <= SHORT_NUMBERS ? new Uint16Array(length) : new Int32Array(length);
  }

  #requireColumns(indices: ColumnNumbers): void {
    let previous = -1;
    for (const column of indices) {
      if (column <= previous || column >= this.#columns) {
        throw new ModelError('shape', `expected ascending columns below ${this.#columns}, got ${column}`);
      }
      previous = column;
    }
  }

  #endRow(): void {
    this.#rows += 1;
    if (this.#rows === this.#indptr.length)
      this.#indptr = grown(this.#indptr, new Int32Array(2 * this.#indptr.length));
    this.#indptr[this.#rows] = this.#used;
  }

  #reserve(needed: number): void {
    if (needed <= this.#indices.length) return;
    const capacity = this.#capacityFor(needed);
    this.#indices = grown(this.#indices, this.#numbers(capacity));
    this.#values = grown(this.#values, new Float32Array(capacity));
  }

  #capacityFor(needed: number): number {
    const doubled = 2 * this.#indices.length;
    if (this.#expectedRows === null) return Math.max(needed, doubled);
    const perRow = needed / (this.#rows + 1);
    const expected = Math.ceil(perRow * this.#expectedRows * HEADROOM);
    return Math.max(needed, Math.min(expected, MOST_GROWTH * this.#indices.length));
  }
}
