import * as tf from '@tensorflow/tfjs-core';

const SMALLEST = 1e-12;

/** Rows at length 1, `[.., q]`. */
export function normalise<T extends tf.Tensor>(rows: T): T {
  const squares = tf.sum(tf.square(rows), -1, true);
  return tf.mul(rows, tf.rsqrt(tf.maximum(squares, SMALLEST)));
}
