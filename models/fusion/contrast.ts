import * as tf from '@tensorflow/tfjs-core';

/** Keeps the length of a vector of zeros, and its gradient, finite. */
const SMALLEST_SQUARE = 1e-12;

/** Vectors `[members, batch, q]` of length 1. */
export function ofUnitLength(x: tf.Tensor3D): tf.Tensor3D {
  return tf.div(x, tf.sqrt(tf.add(tf.sum(tf.square(x), 2, true), SMALLEST_SQUARE)));
}

/** `T u_i . w_j`, `[members, batch, batch]`. */
const similarities = (u: tf.Tensor3D, w: tf.Tensor3D, sharpness: number): tf.Tensor3D =>
  tf.mul(tf.matMul(u, w, false, true), sharpness);

/**
 * Each patient is told from the others of the batch across two views: symmetric cross-entropy with the identity, `[members]`.
 * @param u, w the views, `[members, batch, q]`, of unit length.
 * @see Wu et al. 2024 (MUSE), the unsupervised loss
 */
export function viewsAgree(u: tf.Tensor3D, w: tf.Tensor3D, sharpness: number): tf.Tensor1D {
  const scores = similarities(u, w, sharpness);
  const own = tf.mul(tf.sum(tf.mul(u, w), 2), sharpness);
  const towards = (axis: number): tf.Tensor => tf.mean(tf.sub(tf.logSumExp(scores, axis), own), 1);
  return tf.div(tf.add(towards(2), towards(1)), 2);
}

/**
 * Patients of one label are alike and of two are not, within the first view and across both, `[members]`:
 * `(2 BCE(T u u') + BCE(T u w') + BCE(T w u')) / 4` over all pairs that are known, each with itself included.
 * @param labels `[members, batch, 1]`, 0 or 1.
 * @param known `[members, batch, 1]`: 1 where the label is.
 * @see Wu et al. 2024 (MUSE), the supervised loss
 */
export function labelsAgree(
  u: tf.Tensor3D,
  w: tf.Tensor3D,
  { labels, known }: { readonly labels: tf.Tensor3D; readonly known: tf.Tensor3D },
  sharpness: number,
): tf.Tensor1D {
  const transposed = (x: tf.Tensor3D): tf.Tensor3D => tf.transpose(x, [0, 2, 1]);
  const alike = tf.cast(tf.equal(labels, transposed(labels)), 'float32');
  const pairs = tf.mul(known, transposed(known));
  const count = tf.maximum(tf.sum(pairs, [1, 2]), 1);
  const loss = (scores: tf.Tensor3D): tf.Tensor => {
    const each = tf.sub(tf.softplus(scores), tf.mul(alike, scores));
    return tf.div(tf.sum(tf.mul(each, pairs), [1, 2]), count);
  };
  const within = loss(similarities(u, u, sharpness));
  // The two products across the views are each other's transposes, and so is the target.
  const across = loss(similarities(u, w, sharpness));
  return tf.div(tf.add(within, across), 2);
}
