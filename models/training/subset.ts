import type { SparseMatrix } from '../features/sparse-matrix.ts';
import { SparseMatrixBuilder, sparseRow } from '../features/sparse-rows.ts';
import { takeTableRows } from '../network/batch.ts';
import type { Dataset, VectorizedEncounters } from './dataset.ts';

/** Some encounters, in the order given. */
export function takeEncounters(batch: VectorizedEncounters, rows: Int32Array): VectorizedEncounters {
  const pick = (values: readonly string[]): string[] => Array.from(rows, (row) => values[row] ?? '');
  const inputs = Object.entries(batch.inputs).map(([name, matrix]) => [name, takeSparseRows(matrix, rows)]);
  return {
    encounters: pick(batch.encounters),
    patients: pick(batch.patients),
    modalities: batch.modalities,
    inputs: Object.fromEntries(inputs) as VectorizedEncounters['inputs'],
    states: takeTableRows(batch.states, rows, batch.modalities.length),
  };
}

/** Some labelled encounters, in the order given. */
export function takeLabelled(dataset: Dataset, rows: Int32Array): Dataset {
  return {
    ...takeEncounters(dataset, rows),
    labels: Uint8Array.from(rows, (row) => dataset.labels[row] ?? 0),
    splits: Uint8Array.from(rows, (row) => dataset.splits[row] ?? 0),
  };
}

function takeSparseRows(matrix: SparseMatrix, rows: Int32Array): SparseMatrix {
  const builder = new SparseMatrixBuilder(matrix.columns);
  for (const row of rows) builder.addRow(sparseRow(matrix, row));
  return builder.build();
}
