import * as tf from '@tensorflow/tfjs-core';

const SMALLEST = 1e-12;

/** Squared distances of rows, `[stack, rows, d]` and `[stack, others, d]` to `[stack, rows, others]`. */
export function squaredDistances(a: tf.Tensor3D, b: tf.Tensor3D): tf.Tensor3D {
  const square = (x: tf.Tensor3D): tf.Tensor3D => tf.sum(tf.square(x), 2, true);
  const products = tf.mul(tf.matMul(a, b, false, true), 2);
  return tf.relu(tf.sub(tf.add(square(a), tf.transpose(square(b), [0, 2, 1])), products));
}

/**
 * Mean squared distance over ordered pairs of different rows that count, `[stack, 1, 1]`.
 * @param counts `[stack, rows, 1]`, 0 or 1.
 */
export function meanSquaredDistance(distances: tf.Tensor3D, counts: tf.Tensor3D): tf.Tensor3D {
  const pairs = tf.mul(counts, tf.transpose(counts, [0, 2, 1]));
  const total = tf.sum(tf.mul(distances, pairs), [1, 2], true);
  const rows = tf.sum(counts, [1, 2], true);
  return tf.div(total, tf.maximum(tf.mul(rows, tf.sub(rows, 1)), 1));
}

/**
 * `mean over c in {1/2, 1, 2} of exp(-distance / (c * bandwidth))`, as alike as two patients are.
 * @see Zhang et al. 2022 (M3Care)
 */
export function mixedKernel(distances: tf.Tensor3D, bandwidth: tf.Tensor3D): tf.Tensor3D {
  const widest = tf.exp(tf.neg(tf.div(distances, tf.mul(tf.maximum(bandwidth, SMALLEST), 2))));
  const middle = tf.square(widest);
  return tf.div(tf.add(tf.add(widest, middle), tf.square(middle)), 3);
}
