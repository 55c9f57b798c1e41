import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, expect, test } from 'vitest';
import { useCpuEngine } from '../testing/cpu-engine.ts';
import { connected } from './connected.ts';

beforeAll(useCpuEngine);

test('what a loss reads keeps its gradient, and what it does not read gets 0', () => {
  const { value, grads } = tf.valueAndGrads((read: tf.Tensor, unread: tf.Tensor) =>
    connected(tf.mul(read as tf.Tensor1D, 3), [read, unread]),
  )([tf.tensor1d([2, 5]), tf.tensor2d([[1, 2, 3]])]);
  expect(Array.from(value.dataSync())).toEqual([6, 15]);
  expect(grads.map((gradient) => [gradient.shape, Array.from(gradient.dataSync())])).toEqual([
    [[2], [3, 3]],
    [
      [1, 3],
      [0, 0, 0],
    ],
  ]);
});
