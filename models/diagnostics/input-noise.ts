import type { SparseMatrix } from '../features/sparse-matrix.ts';
import type { ModalityName } from '../modalities/modality.ts';
import type { RandomStream } from '../random/random-stream.ts';
import type { VectorizedEncounters } from '../training/dataset.ts';

export interface InputNoise {
  /** Share of each feature's range, in [0, 1]. */
  readonly rate: number;
  readonly random: RandomStream;
}

/**
 * The same encounters with uniform noise on what is recorded of some modalities: `x + rate * range_j * U(-1, 1)`, the
 * range being that of feature `j` over these encounters. What is not recorded stays so, and so do all states.
 * @returns the given encounters themselves where the rate is 0.
 * @see method.md 5.9, which puts the same noise on training inputs
 */
export function noisyEncounters(
  batch: VectorizedEncounters,
  modalities: readonly ModalityName[],
  noise: InputNoise,
): VectorizedEncounters {
  if (noise.rate === 0) return batch;
  const noisy = modalities.flatMap((modality) => {
    const matrix = batch.inputs[modality];
    return matrix === undefined ? [] : [[modality, noisyMatrix(matrix, noise)] as const];
  });
  return { ...batch, inputs: { ...batch.inputs, ...Object.fromEntries(noisy) } };
}

function noisyMatrix(matrix: SparseMatrix, { rate, random }: InputNoise): SparseMatrix {
  const ranges = rangesOf(matrix);
  const { indices } = matrix;
  const values = matrix.values.map(
    (value, i) => value + rate * (ranges[indices[i] ?? 0] ?? 0) * random.uniform(-1, 1),
  );
  return { ...matrix, values };
}

/** Maximum less minimum of each feature, `[columns]`; what is not stored is 0. */
function rangesOf({ rows, columns, indices, values }: SparseMatrix): Float64Array {
  const lowest = new Float64Array(columns).fill(Infinity);
  const highest = new Float64Array(columns).fill(-Infinity);
  const stored = new Int32Array(columns);
  values.forEach((value, i) => {
    const column = indices[i] ?? 0;
    stored[column] = (stored[column] ?? 0) + 1;
    lowest[column] = Math.min(lowest[column] ?? value, value);
    highest[column] = Math.max(highest[column] ?? value, value);
  });
  return highest.map((high, column) => {
    const count = stored[column] ?? 0;
    if (count === 0) return 0;
    const low = lowest[column] ?? 0;
    return count < rows ? Math.max(high, 0) - Math.min(low, 0) : high - low;
  });
}
