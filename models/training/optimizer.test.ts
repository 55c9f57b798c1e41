import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, test } from 'vitest';
import { useCpuEngine } from '../testing/cpu-engine.ts';
import { clipRows, type FlatState, updateFlat, type UpdateSettings } from './optimizer.ts';
import { decayMask } from './weight-decay.ts';

beforeAll(useCpuEngine);

const START = [1, -2, 3, 0.5];
const GRADIENT = [0.1, -0.2, 0, 4];
const flat = (values: readonly number[]): tf.Tensor2D => tf.tensor2d([...values], [2, values.length / 2]);
const start = (): FlatState => ({
  values: flat(START),
  first: tf.zeros([2, 2]),
  second: tf.zeros([2, 2]),
  steps: 0,
});
const ADAMW: UpdateSettings = {
  optimizer: 'adamw',
  rate: 0.01,
  weightDecay: 0,
  gradientNorm: 0,
  decayed: tf.tensor2d([1, 0], [1, 2]),
};

describe('updateFlat', () => {
  test('Adam by its definition, three steps with changing gradients', () => {
    let state = start();
    const expected = [...START];
    const first = expected.map(() => 0);
    const second = expected.map(() => 0);
    for (let step = 1; step <= 3; step += 1) {
      const gradient = GRADIENT.map((value) => value * step - 0.05);
      state = updateFlat(state, flat(gradient), ADAMW);
      gradient.forEach((g, i) => {
        first[i] = 0.9 * first[i]! + 0.1 * g;
        second[i] = 0.999 * second[i]! + 0.001 * g * g;
        const corrected = first[i] / (1 - 0.9 ** step);
        expected[i]! -= (0.01 * corrected) / (Math.sqrt(second[i] / (1 - 0.999 ** step)) + 1e-8);
      });
    }
    state.values.dataSync().forEach((value, i) => expect(value).toBeCloseTo(expected[i] ?? NaN, 5));
    expect(state.steps).toBe(3);
  });

  test('weight decay is decoupled: it shrinks what is marked, whatever the gradient', () => {
    const still = updateFlat(start(), tf.zeros([2, 2]), { ...ADAMW, weightDecay: 2 });
    const factor = 1 - 0.01 * 2;
    expect(Array.from(still.values.dataSync())).toEqual(
      [factor, -2, 3 * factor, 0.5].map((value) => Math.fround(value)),
    );
  });

  test('plain gradient descent', () => {
    const { values } = updateFlat(start(), flat(GRADIENT), { ...ADAMW, optimizer: 'sgd' });
    values.dataSync().forEach((value, i) => expect(value).toBeCloseTo(START[i]! - 0.01 * GRADIENT[i]!, 6));
  });
});

test('clipRows scales the gradient of a member down to the limit, and leaves smaller ones', () => {
  const clipped = clipRows(flat([3, 4, 0.3, 0.4]), 1).dataSync();
  [0.6, 0.8, 0.3, 0.4].forEach((value, i) => expect(clipped[i]).toBeCloseTo(value, 6));
  expect(Array.from(clipRows(flat([3, 4, 0, 0]), 0).dataSync())).toEqual([3, 4, 0, 0]);
  expect(Array.from(clipRows(flat([3, 4, 0, 0]), 5).dataSync())).toEqual([3, 4, 0, 0]);
});

describe('decayMask', () => {
  const SPECS = [
    { name: 'f.weight', groups: 2, rows: 1, columns: 2, deviation: 1, decays: true },
    { name: 'f.bias', groups: 2, rows: 1, columns: 1, deviation: 0, decays: false },
    { name: 'c.weight', groups: 1, rows: 1, columns: 1, deviation: 1, decays: true },
  ];

  test('weights decay, biases do not; one row serves all members', () => {
    const mask = decayMask(SPECS, [
      [true, true],
      [true, true],
    ]);
    expect(mask.arraySync()).toEqual([[1, 1, 1, 1, 0, 0, 1]]);
  });

  test('nothing decays of a modality that a batch lacks', () => {
    const mask = decayMask(SPECS, [
      [true, false],
      [true, true],
    ]);
    expect(mask.arraySync()).toEqual([
      [1, 1, 0, 0, 0, 0, 1],
      [1, 1, 1, 1, 0, 0, 1],
    ]);
  });
});
