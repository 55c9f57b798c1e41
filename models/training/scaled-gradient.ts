import * as tf from '@tensorflow/tfjs-core';

/**
 * The same values, whose gradient is multiplied on its way back: by 0 it stops, by `-lambda` it is reversed.
 * @see Ganin & Lempitsky 2015, "Unsupervised domain adaptation by backpropagation"
 */
export function scaledGradient<T extends tf.Tensor>(values: T, factor: number): T {
  const scaled = tf.customGrad((input) => ({
    value: tf.clone(input as tf.Tensor),
    gradFunc: (gradient: tf.Tensor) => tf.mul(gradient, factor),
  }));
  return scaled(values) as T;
}

/** The same values as constants. */
export const stopGradient = <T extends tf.Tensor>(values: T): T => scaledGradient(values, 0);
