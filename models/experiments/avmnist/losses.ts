import * as tf from '@tensorflow/tfjs-core';

/**
 * Mean cross-entropy of each member, `[members]`.
 * @param logits `[members, batch, classes]`. @param labels one of them, same shape.
 */
export function classLoss(logits: tf.Tensor3D, labels: tf.Tensor3D): tf.Tensor1D {
  const own: tf.Tensor2D = tf.sum(tf.mul(tf.logSoftmax(logits, 2), labels), 2);
  return tf.neg(tf.mean(own, 1));
}

/**
 * Mean of squared differences of each member over the rows that count, `[members]`; 0 where none does.
 * @param counts `[members, batch, 1]`: 1 where a row counts.
 */
export function squaredError(a: tf.Tensor3D, b: tf.Tensor3D, counts?: tf.Tensor3D): tf.Tensor1D {
  return meanOverRows(tf.mean(tf.square(tf.sub(a, b)), 2, true), counts);
}

/** Mean over the rows that count of a value each, `[members, batch, 1]` to `[members]`; 0 where none does. */
export function meanOverRows(values: tf.Tensor3D, counts?: tf.Tensor3D): tf.Tensor1D {
  if (counts === undefined) return tf.mean(values, [1, 2]);
  return tf.div(tf.sum(tf.mul(values, counts), [1, 2]), tf.maximum(tf.sum(counts, [1, 2]), 1));
}
