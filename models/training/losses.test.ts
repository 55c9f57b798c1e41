import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, test } from 'vitest';
import { useCpuEngine } from '../testing/cpu-engine.ts';
import { leakedTensors } from '../testing/leaked-tensors.ts';
import { classWeights, crossEntropy, focalLoss, weightedLoss } from './losses.ts';

beforeAll(useCpuEngine);

const LOGITS = [0, 2, -1, 30];
const LABELS = [1, 0, 1, 1];
const EXPECTED = [Math.log(2), Math.log1p(Math.exp(2)), Math.log1p(Math.exp(1)), 0];
const column = (values: readonly number[]): tf.Tensor3D => tf.tensor3d([...values], [1, values.length, 1]);

describe('crossEntropy', () => {
  test('is minus the log probability of the label, without overflow', () => {
    const values = crossEntropy(column(LOGITS), column(LABELS)).dataSync();
    EXPECTED.forEach((value, i) => expect(values[i]).toBeCloseTo(value, 5));
  });
});

describe('focalLoss', () => {
  test('is the cross-entropy times a power of what is missing to certainty', () => {
    const values = focalLoss(column([0, 2, -1]), column([1, 0, 1]), 2).dataSync();
    [0.5, 1 / (1 + Math.exp(-2)), 1 / (1 + Math.exp(-1))].forEach((missing, i) =>
      expect(values[i]).toBeCloseTo(missing ** 2 * EXPECTED[i]!, 5),
    );
    const plain = focalLoss(column(LOGITS), column(LABELS), 0).dataSync();
    expect(plain).toEqual(crossEntropy(column(LOGITS), column(LABELS)).dataSync());
  });

  test.each([0.5, 2])('its gradient is its slope, finite where it is sure: gamma %d', (gamma) => {
    const at = [-3, -0.4, 0.2, 1.7, 80, -80];
    const labels = [1, 0, 1, 0, 1, 0];
    const loss = (logits: readonly number[]): number[] =>
      Array.from(focalLoss(column(logits), column(labels), gamma).dataSync());
    const gradient = tf
      .grad((x: tf.Tensor) => tf.sum(focalLoss(x as tf.Tensor3D, column(labels), gamma)))(column(at))
      .dataSync();
    const [above, below] = [0.01, -0.01].map((step) => loss(at.map((x) => x + step)));
    at.forEach((_, i) => expect(gradient[i]).toBeCloseTo((above![i]! - below![i]!) / 0.02, 3));
  });

  test('weighs within the mean, and does not change what it is divided by', () => {
    const weights = column([1, 3, 1, 0]);
    const [loss = NaN] = weightedLoss(column(LOGITS), column(LABELS), weights, {
      members: 1,
      focalGamma: 2,
    }).dataSync();
    const each = focalLoss(column(LOGITS), column(LABELS), 2).dataSync();
    expect(loss).toBeCloseTo((each[0]! + 3 * each[1]! + each[2]!) / 5, 6);
  });
});

describe('weightedLoss', () => {
  test('is the weighted mean of each member', () => {
    const logits = tf.tensor3d([...LOGITS, ...LOGITS], [2, 4, 1]);
    const labels = tf.tensor3d([...LABELS, ...LABELS], [2, 4, 1]);
    const weights = tf.tensor3d([1, 1, 1, 1, 3, 1, 0, 0], [2, 4, 1]);
    const [first = NaN, second = NaN] = weightedLoss(logits, labels, weights, { members: 2 }).dataSync();
    expect(first).toBeCloseTo(EXPECTED.reduce((sum, value) => sum + value, 0) / 4, 5);
    expect(second).toBeCloseTo((3 * EXPECTED[0]! + EXPECTED[1]!) / 4, 5);
  });

  test('labels of an encounter serve every modality', () => {
    const logits = tf.tensor3d([0, 2, -1, 30], [1, 2, 2]);
    const labels = tf.tensor3d([1, 0], [1, 1, 2]);
    const weights = tf.tensor3d([1, 1, 1, 0], [1, 2, 2]);
    const [loss = NaN] = weightedLoss(logits, labels, weights, { members: 1 }).dataSync();
    const expected = [Math.log(2), Math.log1p(Math.exp(2)), Math.log1p(Math.exp(1))];
    expect(loss).toBeCloseTo(expected.reduce((sum, value) => sum + value, 0) / 3, 5);
  });

  test('is 0 where nothing weighs', () => {
    expect(
      weightedLoss(column(LOGITS), column(LABELS), tf.zeros([1, 4, 1]), { members: 1 }).dataSync()[0],
    ).toBe(0);
  });

  test('its gradient is the residual over the sum of weights', () => {
    const gradient = tf.grad((x: tf.Tensor) =>
      tf.sum(weightedLoss(x as tf.Tensor3D, column(LABELS), column([1, 2, 1, 1]), { members: 1 })),
    )(column(LOGITS));
    const sigmoid = (x: number): number => 1 / (1 + Math.exp(-x));
    gradient.dataSync().forEach((value, i) => {
      const weight = i === 1 ? 2 : 1;
      expect(value).toBeCloseTo((weight * (sigmoid(LOGITS[i]!) - LABELS[i]!)) / 5, 6);
    });
  });

  test('leaves nothing behind', async () => {
    const [logits, labels] = [column(LOGITS), column(LABELS)];
    expect(
      await leakedTensors(() => tf.tidy(() => void weightedLoss(logits, labels, labels, { members: 1 }))),
    ).toBe(0);
  });
});

test('balanced class weights give both labels the same sum', () => {
  expect(classWeights('none', [0, 0, 0, 1])).toEqual([1, 1]);
  expect(classWeights('balanced', [0, 0, 0, 1])).toEqual([4 / 6, 4 / 2]);
});
