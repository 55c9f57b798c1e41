import type { SparseMatrix } from '../features/sparse-matrix.ts';
import { SparseMatrixBuilder, sparseRow } from '../features/sparse-rows.ts';
import type { ModalityName } from '../modalities/modality.ts';
import { takeTableRows } from '../network/batch.ts';
import { statesOf } from '../network/inputs.ts';
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

/** The encounters of two batches of the same modalities, one after the other. */
export function joinEncounters(
  first: VectorizedEncounters,
  second: VectorizedEncounters,
): VectorizedEncounters {
  const inputs = Object.entries(first.inputs).map(([name, matrix]) => {
    const other = second.inputs[name as ModalityName];
    return [name, other === undefined ? matrix : joinSparseRows(matrix, other)];
  });
  return {
    encounters: [...first.encounters, ...second.encounters],
    patients: [...first.patients, ...second.patients],
    modalities: first.modalities,
    inputs: Object.fromEntries(inputs) as VectorizedEncounters['inputs'],
    states: Uint8Array.from([...first.states, ...statesOf(second, first.modalities)]),
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

function joinSparseRows(first: SparseMatrix, second: SparseMatrix): SparseMatrix {
  const builder = new SparseMatrixBuilder(first.columns, first.rows + second.rows);
  for (const matrix of [first, second]) {
    for (let row = 0; row < matrix.rows; row += 1) builder.addRow(sparseRow(matrix, row));
  }
  return builder.build();
}

function takeSparseRows(matrix: SparseMatrix, rows: Int32Array): SparseMatrix {
  const builder = new SparseMatrixBuilder(matrix.columns);
  for (const row of rows) builder.addRow(sparseRow(matrix, row));
  return builder.build();
}
