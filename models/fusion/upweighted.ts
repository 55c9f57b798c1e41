import * as tf from '@tensorflow/tfjs-core';
import type { Fusion } from './fusion.ts';

/**
 * A fusion that reads the encoding of each modality times a fixed factor: how much a modality has to be raised for the
 * fusion to listen to it.
 * @param factors one a modality.
 * @see Chaudhuri et al. 2025, Fig. 5; method.md 5.2
 */
export function upweighted(fusion: Fusion, factors: readonly number[]): Fusion {
  return {
    ...fusion,
    slots(encodings, weights) {
      const members = encodings.shape[0] / factors.length;
      const column = tf.tile(tf.tensor3d([...factors], [factors.length, 1, 1]), [members, 1, 1]);
      return fusion.slots(tf.mul(encodings, column), weights);
    },
  };
}
