import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, test } from 'vitest';
import { isDefined } from '../../metrics/metric.ts';
import { useCpuEngine } from '../../testing/cpu-engine.ts';
import { leakedTensors } from '../../testing/leaked-tensors.ts';
import { madeUpDigits, SMALL_RECIPE } from '../../testing/made-up-digits.ts';
import type { AvMnist } from './dataset.ts';
import { keepAll } from './method.ts';
import { createNetworks, fuse } from './networks.ts';
import { DIGIT_FUSIONS, digitRank } from './rank-against-beta.ts';

beforeAll(useCpuEngine);

const ALL = madeUpDigits();
const DATA: AvMnist = {
  ...ALL,
  train: ALL.train.filter((row) => ALL.labels[row]! < 3).subarray(0, 3),
  test: ALL.train.filter((row) => ALL.labels[row]! < 2).subarray(0, 4),
};
const RUN = { seed: 1, recipe: { ...SMALL_RECIPE, epochs: 1, batchSize: 3 } } as const;

describe('the rank of what is made of a digit and its spoken name', () => {
  test.each([
    ['classifier', 'kd'],
    ['mmvae', 'ebr'],
  ] as const)('%s with %s encoders, and the audio alone', (name, encoders) => {
    const fusion = DIGIT_FUSIONS[name];
    const { effective, numerical, similarity } = digitRank(DATA, fusion, { ...RUN, encoders, beta: 2 });
    expect(numerical).toBeGreaterThan(0);
    expect(numerical).toBeLessThan(DATA.test.length);
    if (!isDefined(effective)) throw new Error(effective.undefined);
    expect(effective.value).toBeLessThanOrEqual(numerical);
    expect(similarity.every(isDefined)).toBe(true);
    const alone = digitRank(DATA, fusion, { ...RUN, encoders: 'vanilla', beta: null });
    expect(alone.numerical).toBeGreaterThan(0);
    expect(alone.similarity.some(isDefined)).toBe(false);
  });

  test('leaves nothing behind', async () => {
    const run = (): unknown =>
      digitRank(DATA, DIGIT_FUSIONS.classifier, { ...RUN, encoders: 'vanilla', beta: null });
    expect(await leakedTensors(run)).toBe(0);
  });

  test('beta weighs what the fusion reads of the audio, and of nothing else', () => {
    const nets = createNetworks({ ...SMALL_RECIPE });
    const width = nets.encodingWidth;
    const inputs = 2 * width;
    const weights = new Map<string, tf.Tensor3D>([
      [`${nets.classifier.name}.0.weight`, tf.reshape<tf.Rank.R3>(tf.eye(inputs), [1, inputs, inputs])],
      [`${nets.classifier.name}.0.bias`, tf.zeros<tf.Rank.R3>([1, 1, inputs])],
    ]);
    const one: tf.Tensor3D = tf.ones([1, 1, width]);
    const read = fuse({ ...nets, audioFactor: 3 }, [one, one], weights, keepAll).dataSync();
    expect([...read]).toEqual([...new Array<number>(width).fill(1), ...new Array<number>(width).fill(3)]);
  });
});
