import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, expect, test } from 'vitest';
import { useCpuEngine } from '../testing/cpu-engine.ts';
import { labelsAgree, ofUnitLength, viewsAgree } from './contrast.ts';

beforeAll(useCpuEngine);

const SHARPNESS = 1 / 0.07;
const u = (): tf.Tensor3D => tf.tensor3d([1, 0, 0, 1, 0.6, 0.8], [1, 3, 2]);
const w = (): tf.Tensor3D => tf.tensor3d([1, 0, 0.8, 0.6, 0, 1], [1, 3, 2]);
const labels = (): tf.Tensor3D => tf.tensor3d([1, 0, 1], [1, 3, 1]);

test('the losses of MUSE, worked by hand', () => {
  expect(viewsAgree(u(), w(), SHARPNESS).dataSync()[0]).toBeCloseTo(2.720427, 5);
  const all = { labels: labels(), known: tf.ones<tf.Rank.R3>([1, 3, 1]) };
  expect(labelsAgree(u(), w(), all, SHARPNESS).dataSync()[0]).toBeCloseTo(3.614395, 5);
});

test('who has no label counts in no pair', () => {
  const two = (x: tf.Tensor3D): tf.Tensor3D => tf.slice(x, [0, 0, 0], [1, 2, -1]);
  const known = tf.tensor3d([1, 1, 0], [1, 3, 1]);
  const some = labelsAgree(u(), w(), { labels: labels(), known }, SHARPNESS).dataSync()[0];
  const alone = labelsAgree(
    two(u()),
    two(w()),
    { labels: two(labels()), known: tf.ones([1, 2, 1]) },
    SHARPNESS,
  );
  expect(some).toBeCloseTo(alone.dataSync()[0]!, 5);
  const none = { labels: labels(), known: tf.zeros<tf.Rank.R3>([1, 3, 1]) };
  expect(labelsAgree(u(), w(), none, SHARPNESS).dataSync()[0]).toBe(0);
});

test('vectors of unit length, and a vector of zeros has a finite gradient', () => {
  expect([...ofUnitLength(tf.tensor3d([3, 4], [1, 1, 2])).dataSync()].map((x) => x.toFixed(4))).toEqual([
    '0.6000',
    '0.8000',
  ]);
  const slope = tf.grad((x) => tf.sum(ofUnitLength(x as tf.Tensor3D)))(tf.zeros([1, 1, 2]));
  expect([...slope.dataSync()].every(Number.isFinite)).toBe(true);
});
