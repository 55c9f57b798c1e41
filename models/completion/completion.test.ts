import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, test } from 'vitest';
import { RandomStream } from '../random/random-stream.ts';
import { leakedTensors } from '../testing/leaked-tensors.ts';
import { useCpuEngine } from '../testing/cpu-engine.ts';
import { frozen } from './frozen.ts';
import { kMeans } from './k-means.ts';
import { maskedMean } from './masked-mean.ts';
import { meanOfHeard, toEverySlot } from './modality-axis.ts';
import { shrunk, surpriseAt } from './predictor.ts';
import { modalityCrossEntropy, pairwiseDistance } from './shaspec.ts';
import { mixOfCentroids } from './smil.ts';

beforeAll(useCpuEngine);

const valuesOf = (tensor: tf.Tensor): number[] => Array.from(tensor.dataSync());
function expectClose(tensor: tf.Tensor, expected: readonly number[], digits = 6): void {
  const values = valuesOf(tensor);
  expect(values).toHaveLength(expected.length);
  values.forEach((value, i) => expect(value).toBeCloseTo(expected[i]!, digits));
}

test('SMIL: the filled encoding of the worked example', () => {
  const scores = tf.tensor3d([0, 1], [1, 1, 2]);
  const centroids = tf.tensor3d([1, 0, 0, 0, 1, 0], [1, 2, 3]);
  expectClose(mixOfCentroids(scores, centroids), [0.345467, 0.654533, 0]);
});

describe('ShaSpec', () => {
  /** Three modalities, two encounters, two features: the second encounter lacks the last modality. */
  const shared = () => tf.tensor3d([1, 0, 5, 5, 3, 2, 1, 1, 0, 0, 9, 9], [3, 2, 2]);
  const heard = () => tf.tensor3d([1, 1, 1, 1, 1, 0], [3, 2, 1]);

  test('what stands in is the mean of the shared features of those that are used', () => {
    const mean = meanOfHeard(shared(), heard(), 3);
    expectClose(mean, [(1 + 3 + 0) / 3, (0 + 2 + 0) / 3, (5 + 1) / 2, (5 + 1) / 2]);
    expectClose(toEverySlot(mean, 3).slice([2, 1, 0], [1, 1, 2]), [3, 3]);
    expectClose(meanOfHeard(shared(), tf.zeros([3, 2, 1]), 3), [0, 0, 0, 0]);
  });

  test('shared features are compared over all pairs that an encounter has, by L1', () => {
    // Encounter 1: |1-3|, |0-2| -> 2; |1-0|, |0-0| -> .5; |3-0|, |2-0| -> 2.5. Encounter 2: the first pair alone, 4.
    expectClose(pairwiseDistance(shared(), heard(), 3), [(2 + 0.5 + 2.5 + 4) / 4]);
    expectClose(pairwiseDistance(shared().slice([0, 0, 0], [1, 2, 2]), tf.ones([1, 2, 1]), 1), [0]);
  });

  test('members are compared each for itself', () => {
    const twice = tf.concat3d([shared(), tf.mul(shared(), 2)], 0);
    expectClose(pairwiseDistance(twice, tf.concat3d([heard(), heard()], 0), 3), [2.25, 4.5]);
  });

  test('telling modalities apart: log M without any sign of them, and what is absent does not count', () => {
    expectClose(modalityCrossEntropy(tf.zeros([3, 2, 3]), heard(), 3), [Math.log(3)]);
    const sure = tf.tensor3d([9, 0, 0, 9, 0, 0, 0, 9, 0, 0, 9, 0, 0, 0, 9, 50, 0, 0], [3, 2, 3]);
    expectClose(modalityCrossEntropy(sure, heard(), 3), [Math.log(1 + 2 * Math.exp(-9))]);
  });
});

describe('the learned substitution', () => {
  test('a stand-in shrinks by its signal over signal and error', () => {
    const mean = tf.tensor3d([3, 4, 3, 4], [2, 1, 2]);
    // The mean square of (3, 4) is 12.5.
    const variance = tf.tensor3d([12.5, 1e-9], [2, 1, 1]);
    expectClose(shrunk({ mean, variance }), [1.5, 2, 3, 4]);
    expectClose(shrunk({ mean, variance: tf.fill([2, 1, 1], 1e9) }), [0, 0, 0, 0]);
  });

  test('the loss is least where the variance is the error', () => {
    const truth = tf.tensor3d([0, 0], [1, 1, 2]);
    const mean = tf.tensor3d([1, 3], [1, 1, 2]);
    const at = (variance: number): number =>
      valuesOf(surpriseAt(truth, { mean, variance: tf.fill([1, 1, 1], variance) }))[0]!;
    expect(at(5)).toBeCloseTo(0.5 + Math.log(5) / 2, 6);
    expect(at(4.5)).toBeGreaterThan(at(5));
    expect(at(5.5)).toBeGreaterThan(at(5));
  });
});

test('a mean over nothing is 0', () => {
  const values = tf.tensor3d([1, 2, 3, 4], [4, 1, 1]);
  expectClose(maskedMean(values, tf.tensor3d([1, 1, 0, 0], [4, 1, 1]), 2), [1.5, 0]);
});

test('what is frozen has its values and sends back no gradient', () => {
  const gradient = tf.grad((x) => tf.sum(tf.mul(frozen(x), x)))(tf.tensor1d([2, 5]));
  expectClose(gradient, [2, 5]);
});

describe('k-means', () => {
  const vectors = () => tf.tensor3d([0, 1, 10, 11, 100, 7, 7, 7, 7, 7], [2, 5, 1]);

  test('finds the means of what is there, each group for itself, and leaves out what does not count', () => {
    const centroids = kMeans(
      vectors(),
      [
        [0, 1, 2, 3],
        [0, 1, 2, 3, 4],
      ],
      2,
      RandomStream.fromSeed(1),
    );
    expect(
      valuesOf(centroids)
        .slice(0, 2)
        .sort((a, b) => a - b),
    ).toEqual([0.5, 10.5]);
    expect(valuesOf(centroids).slice(2)).toEqual([7, 7]);
  });

  test('has a centroid for each vector at most, and leaves nothing behind', async () => {
    const given = vectors();
    const leaked = await leakedTensors(() => {
      const centroids = kMeans(given, [[2], [0, 4]], 3, RandomStream.fromSeed(1));
      expect(valuesOf(centroids).slice(0, 3)).toEqual([10, 10, 10]);
      centroids.dispose();
    });
    expect(leaked).toBe(0);
  });
});
