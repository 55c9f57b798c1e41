import * as tf from '@tensorflow/tfjs-core';
import type { Fusion, SlotSum } from './fusion.ts';

/** The part of a fusion that follows from its being a sum over slots. */
export function sumOfSlots(modalities: number, sum: SlotSum): Pick<Fusion, 'fuse' | 'sum'> {
  return {
    sum,
    fuse(encodings, filled, weights) {
      const slots: tf.Tensor3D = tf.mul(sum.slots(encodings, weights), filled);
      const [stack, batch, width] = slots.shape;
      return sum.pool(tf.sum(tf.reshape(slots, [stack / modalities, modalities, batch, width]), 1), weights);
    },
  };
}
