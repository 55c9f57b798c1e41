import * as tf from '@tensorflow/tfjs-core';
import { type ParameterSpec, type Weights, weightOf } from '../encoders/parameters.ts';

/** A convolution, the maximum of each two by two of its values, ReLU. */
export interface Convolution {
  readonly name: string;
  /** Side of the square kernel. */
  readonly kernel: number;
  readonly inputs: number;
  readonly outputs: number;
  /** `same` keeps the size, `valid` takes only places where the whole kernel fits. */
  readonly padding: 'same' | 'valid';
}

/** `<name>.weight`, of which the rows are the kernel's values row by row, and `.bias`; He et al. 2015, as before any ReLU. */
export function convolutionSpecs({ name, kernel, inputs, outputs }: Convolution): ParameterSpec[] {
  const rows = kernel * kernel * inputs;
  return [
    {
      name: `${name}.weight`,
      groups: 1,
      rows,
      columns: outputs,
      deviation: Math.sqrt(2 / rows),
      decays: true,
    },
    { name: `${name}.bias`, groups: 1, rows: 1, columns: outputs, deviation: 0, decays: false },
  ];
}

/**
 * One layer of every member, `[batch, side, side, inputs]` each to `[batch, half, half, outputs]`. Members are one
 * operation each: a step takes milliseconds, beside which the call is nothing, and a matrix product over unfolded
 * patches of all members took three times as long.
 */
export function convolve(
  images: readonly tf.Tensor4D[],
  weights: Weights,
  { name, kernel, inputs, outputs, padding }: Convolution,
): tf.Tensor4D[] {
  const kernels = weightOf(weights, `${name}.weight`);
  const biases = weightOf(weights, `${name}.bias`);
  return images.map((image, member) => {
    const values = tf.slice3d(kernels, [member, 0, 0], [1, -1, -1]);
    const own: tf.Tensor4D = tf.reshape(values, [kernel, kernel, inputs, outputs]);
    const bias = tf.reshape(tf.slice3d(biases, [member, 0, 0], [1, -1, -1]), [outputs]);
    return tf.relu(tf.add(tf.maxPool(tf.conv2d(image, own, 1, padding), 2, 2, 'valid'), bias));
  });
}

/** Side of the images that come out. */
export function convolvedSide(side: number, { kernel, padding }: Convolution): number {
  return Math.floor((padding === 'same' ? side : side - kernel + 1) / 2);
}
