import * as tf from '@tensorflow/tfjs-core';

/**
 * The same loss, which has a gradient of 0 with respect to parameters that it does not read in this batch; the engine
 * would refuse to differentiate it otherwise.
 */
export function connected(loss: tf.Tensor1D, parameters: readonly tf.Tensor[]): tf.Tensor1D {
  const pass = tf.customGrad((...inputs) => {
    const [own, ...others] = inputs as tf.Tensor[];
    const save = inputs.at(-1) as tf.GradSaveFunc;
    const read = others.slice(0, parameters.length);
    save(read);
    return {
      value: tf.clone(own as tf.Tensor1D),
      gradFunc: (dy: tf.Tensor1D, saved: tf.Tensor[]) => [dy, ...saved.map((x) => tf.zerosLike(x))],
    };
  });
  return pass(loss, ...parameters);
}
