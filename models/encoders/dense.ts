import * as tf from '@tensorflow/tfjs-core';
import { type ParameterSpec, type Weights, weightOf } from './parameters.ts';

/** A stack of fully connected layers, ReLU between them, the last one linear. */
export interface DenseStack {
  readonly name: string;
  readonly groups: number;
  readonly inputs: number;
  readonly widths: readonly number[];
}

/**
 * Parameters of a dense stack: `<name>.<layer>.weight` and `.bias`. Layers before a ReLU start with variance
 * 2 / inputs (He et al. 2015), the last with 1 / inputs; biases start at 0.
 */
export function denseSpecs({ name, groups, inputs, widths }: DenseStack): ParameterSpec[] {
  return widths.flatMap((columns, layer) => {
    const rows = widths[layer - 1] ?? inputs;
    const deviation = Math.sqrt((layer === widths.length - 1 ? 1 : 2) / rows);
    const prefix = `${name}.${layer}`;
    return [
      { name: `${prefix}.weight`, groups, rows, columns, deviation, decays: true },
      { name: `${prefix}.bias`, groups, rows: 1, columns, deviation: 0, decays: false },
    ];
  });
}

/** One layer: `[stack, batch, inputs]` to `[stack, batch, outputs]`, `stack` = members * groups. */
export function dense(x: tf.Tensor3D, weights: Weights, layer: string): tf.Tensor3D {
  return tf.add(tf.matMul(x, weightOf(weights, `${layer}.weight`)), weightOf(weights, `${layer}.bias`));
}

/**
 * Applies a dense stack: `[stack, batch, inputs]` to `[stack, batch, last width]`.
 * @param dropout multiplied onto each hidden layer after its ReLU, where given: 0 or 1 / keep rate.
 */
export function applyDense(
  x: tf.Tensor3D,
  weights: Weights,
  { name, widths }: DenseStack,
  dropout: readonly tf.Tensor3D[] = [],
): tf.Tensor3D {
  return widths.reduce((input, _, layer) => {
    const output = dense(input, weights, `${name}.${layer}`);
    if (layer === widths.length - 1) return output;
    const mask = dropout[layer];
    return mask === undefined ? tf.relu(output) : tf.mul(tf.relu(output), mask);
  }, x);
}
