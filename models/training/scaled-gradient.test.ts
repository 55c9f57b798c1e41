import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, test } from 'vitest';
import { useCpuEngine } from '../testing/cpu-engine.ts';
import { detached, scaledGradient, stopGradient } from './scaled-gradient.ts';

beforeAll(useCpuEngine);

/** Of `3 x^2`, at 2. */
function gradientThrough(pass: (x: tf.Tensor) => tf.Tensor): number {
  const gradient = tf.grad((x: tf.Tensor) => tf.sum(tf.mul(tf.square(pass(x)), 3)));
  return gradient(tf.scalar(2)).dataSync()[0] ?? Number.NaN;
}

describe('scaledGradient', () => {
  test('leaves the values, and multiplies the gradient', () => {
    expect(Array.from(scaledGradient(tf.tensor1d([1, -2]), -0.5).dataSync())).toEqual([1, -2]);
    expect(gradientThrough((x) => x)).toBe(12);
    expect(gradientThrough((x) => scaledGradient(x, -0.5))).toBe(-6);
  });

  test('stops it', () => {
    expect(gradientThrough(stopGradient)).toBe(0);
    // Beside another way, that one counts alone: d/dx of 3 (x + c)^2, c = x.
    expect(gradientThrough((x) => tf.add(x, stopGradient(x)))).toBe(24);
  });

  test('detaches from it', () => {
    expect(gradientThrough((x) => tf.add(x, detached(x)))).toBe(24);
    expect(() => gradientThrough(detached)).toThrow(/gradient/);
  });
});
