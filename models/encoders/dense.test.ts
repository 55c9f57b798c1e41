import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, test } from 'vitest';
import { RandomStream } from '../random/random-stream.ts';
import { useCpuEngine } from '../testing/cpu-engine.ts';
import { leakedTensors } from '../testing/leaked-tensors.ts';
import { applyDense, denseSpecs, type DenseStack } from './dense.ts';
import { initialValues, joinWeights, nameWeights, sizeOf, splitWeights } from './parameters.ts';

beforeAll(useCpuEngine);

const STACK: DenseStack = { name: 'net', groups: 2, inputs: 2, widths: [2, 1] };

/** Two groups; the second has its signs turned in the first layer. */
const WEIGHTS = new Map([
  ['net.0.weight', tf.tensor3d([1, 2, -1, 3, -1, -2, 1, -3], [2, 2, 2])],
  ['net.0.bias', tf.tensor3d([0, -1, 0, -1], [2, 1, 2])],
  ['net.1.weight', tf.tensor3d([2, 10, 2, 10], [2, 2, 1])],
  ['net.1.bias', tf.tensor3d([0.5, -0.5], [2, 1, 1])],
]);

describe('applyDense', () => {
  test('applies each group to its own rows, ReLU between layers, the last linear', () => {
    const x = tf.tensor3d([1, 1, 1, 1], [2, 1, 2]);
    // Group 0: hidden relu(0), relu(5 - 1) -> 2 * 0 + 10 * 4 + .5. Group 1: relu(0), relu(-6) -> -.5.
    expect(Array.from(applyDense(x, WEIGHTS, STACK).dataSync())).toEqual([40.5, -0.5]);
  });

  test('multiplies dropout onto the hidden layer', () => {
    const x = tf.tensor3d([1, 1, 1, 1], [2, 1, 2]);
    const mask = tf.tensor3d([2, 0.5, 2, 0.5], [2, 1, 2]);
    expect(Array.from(applyDense(x, WEIGHTS, STACK, [mask]).dataSync())).toEqual([20.5, -0.5]);
  });

  test('leaves nothing but its result behind', async () => {
    const x = tf.ones<tf.Rank.R3>([2, 1, 2]);
    expect(await leakedTensors(() => tf.tidy(() => void applyDense(x, WEIGHTS, STACK)))).toBe(0);
  });
});

describe('parameters', () => {
  const specs = denseSpecs(STACK);

  test('biases start at 0 and weights with the variance of He before a ReLU, 1 / inputs at the end', () => {
    const wide = denseSpecs({ name: 'wide', groups: 1, inputs: 400, widths: [100, 100] });
    const values = initialValues(wide, 1, RandomStream.fromSeed(1));
    const deviation = (from: number, to: number): number =>
      Math.sqrt(values.subarray(from, to).reduce((sum, value) => sum + value * value, 0) / (to - from));
    expect(deviation(0, 40_000)).toBeCloseTo(Math.sqrt(2 / 400), 3);
    expect(deviation(40_000, 40_100)).toBe(0);
    expect(deviation(40_100, 50_100)).toBeCloseTo(Math.sqrt(1 / 100), 2);
  });

  test('members differ, seeds repeat, and a part starts alike in any network', () => {
    const values = initialValues(specs, 2, RandomStream.fromSeed(1));
    const size = specs.reduce((sum, spec) => sum + sizeOf(spec), 0);
    expect(values.subarray(0, size)).not.toEqual(values.subarray(size));
    expect(initialValues(specs, 2, RandomStream.fromSeed(1))).toEqual(values);
    expect(initialValues(specs.slice(2), 1, RandomStream.fromSeed(1))).toEqual(
      values.slice(sizeOf(specs[0]!) + sizeOf(specs[1]!), size),
    );
  });

  test('joining undoes splitting', () => {
    const size = specs.reduce((sum, spec) => sum + sizeOf(spec), 0);
    const flat = tf.reshape<tf.Rank.R2>(tf.range(0, 2 * size), [2, size]);
    const parts = splitWeights(flat, specs);
    expect(parts.map(({ shape }) => shape)).toEqual([
      [4, 2, 2],
      [4, 1, 2],
      [4, 2, 1],
      [4, 1, 1],
    ]);
    expect(joinWeights(parts, 2).arraySync()).toEqual(flat.arraySync());
    expect([...nameWeights(specs, parts).keys()]).toEqual(specs.map(({ name }) => name));
  });
});
