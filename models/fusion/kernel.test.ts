import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, expect, test } from 'vitest';
import { useCpuEngine } from '../testing/cpu-engine.ts';
import { slopesAt } from '../testing/slope.ts';
import { meanSquaredDistance, mixedKernel, squaredDistances } from './kernel.ts';

beforeAll(useCpuEngine);

const POINTS = [0, 0, 1, 0, 0, 2];

test('the kernel of M3Care, worked by hand', () => {
  const points = tf.tensor3d(POINTS, [1, 3, 2]);
  const distances = squaredDistances(points, points);
  const bandwidth = meanSquaredDistance(distances, tf.ones([1, 3, 1]));
  expect(bandwidth.dataSync()[0]).toBeCloseTo(10 / 3, 5);
  const [row = [], other = []] = mixedKernel(distances, bandwidth).arraySync()[0]!;
  [1, 0.716779, 0.313575].forEach((value, j) => expect(row[j]).toBeCloseTo(value, 5));
  expect(other[2]).toBeCloseTo(0.248428, 5);
});

test('the bandwidth is of those that count', () => {
  const points = tf.tensor3d([...POINTS, 9, 9], [1, 4, 2]);
  const distances = squaredDistances(points, points);
  const counts = tf.tensor3d([1, 1, 1, 0], [1, 4, 1]);
  expect(meanSquaredDistance(distances, counts).dataSync()[0]).toBeCloseTo(10 / 3, 5);
});

test('the gradients of kernel and bandwidth are their slopes', () => {
  const points = tf.randomNormal<tf.Rank.R3>([2, 5, 3], 0, 1, 'float32', 3);
  const others = tf.randomNormal<tf.Rank.R3>([2, 4, 3], 0, 1, 'float32', 4);
  const weights = tf.randomNormal<tf.Rank.R3>([2, 5, 4], 0, 1, 'float32', 5);
  const kernel = slopesAt(
    (x) => tf.sum(tf.mul(mixedKernel(squaredDistances(x, others), tf.fill([2, 1, 1], 2)), weights)),
    points,
  );
  const bandwidth = slopesAt(
    (x) => tf.sum(meanSquaredDistance(squaredDistances(x, x), tf.ones([2, 5, 1]))),
    points,
  );
  for (const { gradient, slope } of [kernel, bandwidth]) {
    expect(gradient).toBeGreaterThan(0.01);
    expect(slope / gradient).toBeCloseTo(1, 2);
  }
});
