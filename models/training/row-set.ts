import * as tf from '@tensorflow/tfjs-core';
import { chunksOf, type WeightedNetwork } from '../network/forward.ts';
import type { ModelInputs } from '../network/inputs.ts';

/** Rows of prepared inputs. */
export interface RowSet {
  readonly inputs: ModelInputs;
  readonly rows: Int32Array;
}

/** What a model makes of rows, `[members * M, rows, width]`. */
export type Vectors = (model: WeightedNetwork, inputs: ModelInputs, rows: Int32Array) => tf.Tensor3D;

/** 1 where a modality is present, `[M, rows, 1]`. The caller disposes, or tidies. */
export function presence({ inputs, rows }: RowSet): tf.Tensor3D {
  const M = inputs.modalities.length;
  const values = inputs.modalities.flatMap((_, m) =>
    Array.from(rows, (row) => inputs.present[row * M + m] ?? 0),
  );
  return tf.tensor3d(values, [M, rows.length, 1]);
}

/**
 * Mean vector of each modality over rows where it is present, `[members * M, 1, width]`; 0 where it never is.
 * The caller disposes.
 */
export function meanVectors(model: WeightedNetwork, { inputs, rows }: RowSet, vectors: Vectors): tf.Tensor3D {
  return tf.tidy(() => {
    const sums = [...chunksOf(rows)].map((chunk) =>
      tf.tidy(() => {
        const mask: tf.Tensor3D = tf.tile(presence({ inputs, rows: chunk }), [model.members, 1, 1]);
        const sum: tf.Tensor3D = tf.sum(tf.mul(vectors(model, inputs, chunk), mask), 1, true);
        return tf.concat3d([sum, tf.sum(mask, 1, true)], 2);
      }),
    );
    const total = tf.addN(sums);
    const width = total.shape[2] - 1;
    const sum = tf.slice(total, [0, 0, 0], [-1, 1, width]);
    const count = tf.slice(total, [0, 0, width], [-1, 1, 1]);
    return tf.div(sum, tf.maximum(count, 1));
  });
}
