import * as tf from '@tensorflow/tfjs-core';

/**
 * Mean over the slots that count, of each member, `[members]`; 0 for a member without any.
 * @param values `[stack, batch, 1]`, the stack being `[members, ..]`; `counts` likewise, 0 or 1.
 */
export function maskedMean(values: tf.Tensor3D, counts: tf.Tensor3D, members: number): tf.Tensor1D {
  const perMember = (tensor: tf.Tensor): tf.Tensor1D =>
    tf.sum(tf.reshape(tensor, [members, tensor.size / members]), 1);
  return tf.div(perMember(tf.mul(values, counts)), tf.maximum(perMember(counts), 1));
}

/** Mean squared difference of two vectors in each slot, `[stack, batch, 1]`. */
export function meanSquare(a: tf.Tensor3D, b: tf.Tensor3D): tf.Tensor3D {
  return tf.mean(tf.squaredDifference(a, b), 2, true);
}
