/** Compressed sparse rows, float32. `indptr` has `rows + 1` entries; `indices` are column numbers, ascending in a row. */
export interface SparseMatrix {
  readonly rows: number;
  readonly columns: number;
  readonly indptr: Int32Array;
  readonly indices: Int32Array;
  readonly values: Float32Array;
}
