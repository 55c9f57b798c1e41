import * as tf from '@tensorflow/tfjs-core';
import type { Fusion } from './fusion.ts';

/**
 * A fusion that reads the encoding of each modality times a fixed factor: how much a modality has to be raised for the
 * fusion to listen to it.
 * @param factors one a modality.
 * @see Chaudhuri et al. 2025, Fig. 5; method.md 5.2
 */
export function upweighted(fusion: Fusion, factors: readonly number[]): Fusion {
  const raise = (encodings: tf.Tensor3D): tf.Tensor3D => {
    const members = encodings.shape[0] / factors.length;
    const column = tf.tile(tf.tensor3d([...factors], [factors.length, 1, 1]), [members, 1, 1]);
    return tf.mul(encodings, column);
  };
  const { sum, learn, memory } = fusion;
  return {
    ...fusion,
    fuse: (encodings, filled, weights) => fusion.fuse(raise(encodings), filled, weights),
    ...(sum && {
      sum: { ...sum, slots: (encodings, weights) => sum.slots(raise(encodings), weights) },
    }),
    ...(learn && {
      learn: (batch, weights) => learn({ ...batch, encodings: raise(batch.encodings) }, weights),
    }),
    ...(memory && {
      memory: {
        ...memory,
        remember: (encodings, filled, weights) => memory.remember(raise(encodings), filled, weights),
      },
    }),
  };
}
