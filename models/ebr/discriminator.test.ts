import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, test } from 'vitest';
import { useCpuEngine } from '../testing/cpu-engine.ts';
import { leakedTensors } from '../testing/leaked-tensors.ts';
import { discriminate, discriminationLoss, discriminatorStack } from './discriminator.ts';

beforeAll(useCpuEngine);

/** Two members, two modalities, three encounters. */
const logProbabilities = (rows: readonly number[][]): tf.Tensor3D =>
  tf.logSoftmax(tf.tensor3d(rows.flat(), [2, 6, 2]));

const ROWS = [
  // Member 0: modality 0 of encounters 0-2, then modality 1.
  ...[
    [0, 0],
    [1, -1],
    [9, 9],
    [0, 2],
    [3, 0],
    [9, 9],
  ],
  // Member 1: undecided throughout.
  ...Array.from({ length: 6 }, () => [4, 4]),
];

describe('discriminationLoss', () => {
  test('is the mean over observed pairs of minus the log probability of the own modality', () => {
    // Encounter 2 is not observed in either modality.
    const observed = tf.tensor3d([1, 1, 0, 1, 1, 0, 1, 1, 0, 1, 1, 0], [4, 3, 1]);
    const [first = NaN, second = NaN] = discriminationLoss(logProbabilities(ROWS), observed).dataSync();
    const softplus = (x: number): number => Math.log1p(Math.exp(x));
    const own = [softplus(0), softplus(-2), softplus(-2), softplus(3)];
    expect(first).toBeCloseTo(own.reduce((sum, value) => sum + value, 0) / 4, 6);
    // An undecided discriminator of two modalities is at chance.
    expect(second).toBeCloseTo(Math.log(2), 6);
  });

  test('pairs that are not observed do not enter', () => {
    const observed = tf.tensor3d([1, 1, 0, 1, 1, 0, 1, 1, 0, 1, 1, 0], [4, 3, 1]);
    const changed = ROWS.map((row, i) => (i === 2 || i === 5 ? [-50, 70] : row));
    const before = discriminationLoss(logProbabilities(ROWS), observed).dataSync();
    expect(discriminationLoss(logProbabilities(changed), observed).dataSync()).toEqual(before);
  });

  test('is 0 where nothing is observed', () => {
    const loss = discriminationLoss(logProbabilities(ROWS), tf.zeros([4, 3, 1]));
    expect(Array.from(loss.dataSync(), Math.abs)).toEqual([0, 0]);
  });

  test('leaves nothing behind', async () => {
    const input = logProbabilities(ROWS);
    const observed = tf.ones<tf.Rank.R3>([4, 3, 1]);
    expect(await leakedTensors(() => tf.tidy(() => void discriminationLoss(input, observed)))).toBe(0);
  });
});

test('discriminate gives each modality of each encounter a row of its own', () => {
  const stack = discriminatorStack(1, [2]);
  const weights = new Map([
    ['discriminator.0.weight', tf.tensor3d([1, 0], [1, 1, 2])],
    ['discriminator.0.bias', tf.tensor3d([0, 0], [1, 1, 2])],
  ]);
  // One member, two modalities, two encounters: latents 1, 2 of the first, 3, 4 of the second.
  const result = discriminate(tf.tensor3d([1, 2, 3, 4], [2, 2, 1]), stack, weights);
  expect(result.shape).toEqual([1, 4, 2]);
  const firstClass = Array.from(result.dataSync()).filter((_, i) => i % 2 === 0);
  [1, 2, 3, 4].forEach((latent, row) => {
    expect(firstClass[row]).toBeCloseTo(-Math.log1p(Math.exp(-latent)), 6);
  });
});
