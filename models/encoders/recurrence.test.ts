import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, test } from 'vitest';
import { RandomStream } from '../random/random-stream.ts';
import { leakedTensors } from '../testing/leaked-tensors.ts';
import { useCpuEngine } from '../testing/cpu-engine.ts';
import { initialValues, nameWeights, splitWeights, type Weights } from './parameters.ts';
import { applyRecurrence, recurrenceSpecs } from './recurrence.ts';

beforeAll(useCpuEngine);

const sigmoid = (x: number): number => 1 / (1 + Math.exp(-x));

describe('a unit of width 1', () => {
  const weights = new Map([
    ['u.gates.input.weight', tf.tensor3d([0.5, -0.3], [1, 1, 2])],
    ['u.gates.state.weight', tf.tensor3d([0.7, 0.2], [1, 1, 2])],
    ['u.gates.bias', tf.tensor3d([0.1, -0.2], [1, 1, 2])],
    ['u.candidate.input.weight', tf.tensor3d([1.1], [1, 1, 1])],
    ['u.candidate.state.weight', tf.tensor3d([-0.6], [1, 1, 1])],
    ['u.candidate.bias', tf.tensor3d([0.05], [1, 1, 1])],
  ]);
  const step = (h: number, x: number): number => {
    const r = sigmoid(0.5 * x + 0.7 * h + 0.1);
    const z = sigmoid(-0.3 * x + 0.2 * h - 0.2);
    const n = Math.tanh(1.1 * x + r * -0.6 * h + 0.05);
    return n + z * (h - n);
  };
  const run = (values: number[], begun: number[]): number =>
    applyRecurrence(
      {
        steps: tf.tensor4d(values, [1, values.length, 1, 1]),
        begun: tf.tensor4d(begun, [1, begun.length, 1, 1]),
      },
      weights,
      'u',
    ).dataSync()[0]!;

  test('follows its equations', () => {
    expect(run([2, -1, 0.5], [1, 1, 1])).toBeCloseTo(step(step(step(0, 2), -1), 0.5), 6);
  });

  test('begins with the first measurement: what stands before it changes nothing', () => {
    expect(run([0, 0, 2, -1], [0, 0, 1, 1])).toBe(run([2, -1], [1, 1]));
    expect(run([9, 2, -1], [0, 1, 1])).toBe(run([2, -1], [1, 1]));
  });
});

test('gradients of every weight and input are slopes, by finite differences', async () => {
  const specs = recurrenceSpecs({ name: 'u', inputs: 3, width: 2 });
  const members = 2;
  const values = initialValues(specs, members, RandomStream.fromSeed(1));
  const random = RandomStream.fromSeed(2);
  const shape: [number, number, number, number] = [members, 4, 3, 3];
  const steps = Float32Array.from({ length: 72 }, () => random.normal());
  const begun = tf.tensor4d(
    Array.from({ length: 24 }, (_, i) => Number(Math.floor(i / 3) % 4 >= i % 3)),
    [members, 4, 3, 1],
  );
  // Different weights of the results, so that no slope cancels.
  const pull = tf.tensor3d(
    Array.from({ length: 12 }, () => random.normal()),
    [members, 3, 2],
  );
  const objective = (weights: Weights, own: tf.Tensor4D): tf.Scalar =>
    tf.sum(tf.mul(applyRecurrence({ steps: own, begun }, weights, 'u'), pull));
  const at = (flat: Float32Array, own: Float32Array): number =>
    tf.tidy(() => {
      const parts = splitWeights(tf.tensor2d(flat, [members, flat.length / members]), specs);
      return objective(nameWeights(specs, parts), tf.tensor4d(own, shape)).dataSync()[0]!;
    });
  const leaked = await leakedTensors(() => {
    const [ofFlat, ofSteps] = tf.tidy(() => {
      const gradient = tf.grads((flat: tf.Tensor, own: tf.Tensor) => {
        const parts = splitWeights(flat as tf.Tensor2D, specs);
        return objective(nameWeights(specs, parts), own as tf.Tensor4D);
      });
      const found = gradient([
        tf.tensor2d(values, [members, values.length / members]),
        tf.tensor4d(steps, shape),
      ]);
      return found.map((tensor) => tensor.dataSync<'float32'>());
    });
    const slope = (array: Float32Array, i: number, score: () => number): number => {
      const before = array[i]!;
      const [up, down] = [1e-2, -1e-2].map((change) => {
        array[i] = before + change;
        return score();
      });
      array[i] = before;
      return (up! - down!) / 2e-2;
    };
    for (const [array, gradient] of [
      [values, ofFlat!],
      [steps, ofSteps!],
    ] as const) {
      for (let i = 0; i < array.length; i += 1) {
        expect(Math.abs(slope(array, i, () => at(values, steps)) - gradient[i]!), `entry ${i}`).toBeLessThan(
          2e-3,
        );
      }
      expect(gradient.some((value) => Math.abs(value) > 0.05)).toBe(true);
    }
  });
  expect(leaked).toBe(0);
});
