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

/**
 * The same values, from which no gradient goes back at all: cheaper than a gradient of 0, but what is differentiated must
 * be reached on another way too.
 */
export function detached<T extends tf.Tensor>(values: T): T {
  const constant = tf.customGrad<T>(() => ({ value: tf.clone(values), gradFunc: () => [] }));
  return constant();
}
