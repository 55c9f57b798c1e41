import { expect, test } from 'vitest';
import type { SparseMatrix } from '../features/sparse-matrix.ts';
import { MODALITY_STATES } from '../modalities/modality.ts';
import type { VectorizedEncounters } from '../training/dataset.ts';
import { withBorrowedModality } from './borrowed-modality.ts';

const [PRESENT, UNAVAILABLE] = [MODALITY_STATES.indexOf('present'), MODALITY_STATES.indexOf('unavailable')];

/** One column, one value a row; 0 is not stored. */
function column(values: readonly number[]): SparseMatrix {
  const stored = values.filter((value) => value !== 0);
  let end = 0;
  return {
    rows: values.length,
    columns: 1,
    indptr: Int32Array.from([0, ...values.map((value) => (end += Number(value !== 0)))]),
    indices: new Int32Array(stored.length),
    values: Float32Array.from(stored),
  };
}

const own: VectorizedEncounters = {
  encounters: ['own'],
  patients: ['p'],
  modalities: ['notes', 'labs'],
  inputs: { notes: column([0]), labs: column([7]) },
  states: Uint8Array.of(UNAVAILABLE, PRESENT),
};
const batch: VectorizedEncounters = {
  encounters: ['a', 'b', 'c'],
  patients: ['q', 'r', 's'],
  modalities: ['notes', 'labs'],
  inputs: { notes: column([1, 2, 3]), labs: column([4, 5, 6]) },
  states: new Uint8Array(6).fill(PRESENT),
};

test('takes the modality of each donor and keeps everything else', () => {
  const made = withBorrowedModality(own, 'notes', { batch, rows: Int32Array.of(2, 0) });
  expect([...made.inputs.notes!.values]).toEqual([3, 1]);
  expect([...made.inputs.labs!.values]).toEqual([7, 7]);
  expect([...made.states]).toEqual([PRESENT, PRESENT, PRESENT, PRESENT]);
  expect(made.patients).toEqual(['p', 'p']);
  expect(new Set(made.encounters).size).toBe(2);
});

test('refuses a modality that nobody has', () => {
  expect(() => withBorrowedModality(own, 'diagnoses', { batch, rows: Int32Array.of(0) })).toThrow(
    'diagnoses',
  );
});
