import * as tf from '@tensorflow/tfjs-core';
import { MINIMUM_PAIRS } from '../diagnostics/similarity.ts';

/** How alike two latents are: mean cosine after centring each modality, mean cosine, or linear CKA. */
export const SIMILARITY_MEASURES = ['centredCosine', 'cosine', 'cka'] as const;
export type SimilarityMeasure = (typeof SIMILARITY_MEASURES)[number];

/** A square table over modalities; `null` = undefined. */
export type SimilarityMatrix = readonly (readonly (number | null)[])[];

/**
 * Sums over encounters that have both modalities: of the cosine of their vectors, and of 1. Rows of norm 0 are
 * skipped. `[members, M, M]` both, so that chunks of encounters add up.
 */
export type CosineSums = { readonly cosines: tf.Tensor3D; readonly pairs: tf.Tensor3D };

/**
 * Cosine sums of one chunk.
 * @param vectors `[members * M, rows, width]`.
 * @param present `[M, rows, 1]`, 0 or 1.
 * @param means taken off first, `[members * M, 1, width]`; absent = raw cosine.
 * The caller disposes, or tidies.
 */
export function cosineSums(vectors: tf.Tensor3D, present: tf.Tensor3D, means?: tf.Tensor3D): CosineSums {
  const [stack, rows, width] = vectors.shape;
  const modalities = present.shape[0];
  const members = stack / modalities;
  return tf.tidy((): CosineSums => {
    const centred: tf.Tensor3D = means ? tf.sub(vectors, means) : vectors;
    const norms = tf.reshape(tf.norm(centred, 'euclidean', 2, true), [members, modalities, rows, 1]);
    const counted = tf.mul(tf.cast(tf.greater(norms, 0), 'float32'), tf.expandDims(present, 0));
    const unit = tf.div(
      tf.mul(tf.reshape(centred, [members, modalities, rows, width]), counted),
      tf.maximum(norms, 1e-30),
    );
    const product = (x: tf.Tensor, columns: number): tf.Tensor3D => {
      const flat: tf.Tensor3D = tf.reshape(x, [members, modalities, columns]);
      return tf.matMul(flat, flat, false, true);
    };
    return { cosines: product(unit, rows * width), pairs: product(counted, rows) };
  });
}

/**
 * Mean cosine of each pair of modalities, members averaged; 1 on the diagonal, `null` below 30 pairs.
 * @param sums of all chunks, each `[members, M, M]`.
 */
export function meanCosines(
  sums: { readonly cosines: Float32Array; readonly pairs: Float32Array },
  modalities: number,
): SimilarityMatrix {
  const members = sums.cosines.length / modalities ** 2;
  return squareTable(modalities, (i, j) => {
    let total = 0;
    for (let member = 0; member < members; member += 1) {
      const at = (member * modalities + i) * modalities + j;
      const pairs = sums.pairs[at] ?? 0;
      if (pairs < MINIMUM_PAIRS) return null;
      total += (sums.cosines[at] ?? 0) / pairs;
    }
    return total / members;
  });
}

/** A symmetric table with 1 on the diagonal. */
export function squareTable(
  modalities: number,
  value: (i: number, j: number) => number | null,
): (number | null)[][] {
  const table: (number | null)[][] = Array.from({ length: modalities }, () => []);
  for (let i = 0; i < modalities; i += 1) {
    for (let j = 0; j <= i; j += 1) {
      const entry = i === j ? 1 : value(i, j);
      (table[i] ??= [])[j] = entry;
      (table[j] ??= [])[i] = entry;
    }
  }
  return table;
}
