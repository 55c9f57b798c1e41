/** Numbers of columns; two bytes each where there are not too many columns for that. */
export type ColumnNumbers = Uint16Array | Int32Array;

/** Compressed sparse rows, float32. `indptr` has `rows + 1` entries; `indices` are column numbers, ascending in a row. */
export interface SparseMatrix {
  readonly rows: number;
  readonly columns: number;
  readonly indptr: Int32Array;
  readonly indices: ColumnNumbers;
  readonly values: Float32Array;
}
