import * as tf from '@tensorflow/tfjs-core';

const STEP = 2e-3;

/**
 * How steep a function is along its gradient: the length of the gradient, and the slope there by central differences.
 * They are the same where the gradient is right.
 * @param loss at a point, a scalar.
 */
export function slopesAt(
  loss: (x: tf.Tensor3D) => tf.Tensor,
  point: tf.Tensor3D,
): { readonly gradient: number; readonly slope: number } {
  const gradient = tf.grad((x) => loss(x as tf.Tensor3D))(point);
  const length = tf.norm(gradient);
  const at = (distance: number): number =>
    loss(tf.add(point, tf.mul(tf.div(gradient, length), distance))).dataSync()[0] ?? NaN;
  return { gradient: length.dataSync()[0] ?? NaN, slope: (at(STEP) - at(-STEP)) / (2 * STEP) };
}
