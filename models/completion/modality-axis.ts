import * as tf from '@tensorflow/tfjs-core';
import type { Slotwise } from '../network/network-part.ts';

/** Applies networks that modalities share: `[members * M, batch, width]` as `[members, M * batch, width]`. */
export function acrossModalities(
  stack: tf.Tensor3D,
  modalities: number,
  apply: (shared: tf.Tensor3D) => tf.Tensor3D,
): tf.Tensor3D {
  const [slots, batch, width] = stack.shape;
  const result = apply(tf.reshape(stack, [slots / modalities, modalities * batch, width]));
  return tf.reshape(result, [slots, batch, result.shape[2]]);
}

/** One vector an encounter for all of its slots: `[members, batch, width]` to `[members * M, batch, width]`. */
export function toEverySlot(vectors: tf.Tensor3D, modalities: number): tf.Tensor3D {
  const [members, batch, width] = vectors.shape;
  const spread = tf.tile(tf.expandDims(vectors, 1), [1, modalities, 1, 1]);
  return tf.reshape(spread, [members * modalities, batch, width]);
}

/**
 * Mean of the vectors of the slots that are heard, `[members, batch, width]`; 0 where none is.
 * @param vectors `[members * M, batch, width]`.
 */
export function meanOfHeard(vectors: tf.Tensor3D, heard: Slotwise['heard'], modalities: number): tf.Tensor3D {
  const [slots, batch] = vectors.shape;
  const sumOf = (x: tf.Tensor3D): tf.Tensor3D =>
    tf.sum(tf.reshape(x, [slots / modalities, modalities, batch, x.shape[2]]), 1);
  return tf.div(sumOf(tf.mul(vectors, heard)), tf.maximum(sumOf(heard), 1));
}
