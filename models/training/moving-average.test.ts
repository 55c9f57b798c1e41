import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, test } from 'vitest';
import { useCpuEngine } from '../testing/cpu-engine.ts';
import { leakedTensors } from '../testing/leaked-tensors.ts';
import { MovingAverage } from './moving-average.ts';

beforeAll(useCpuEngine);

describe('MovingAverage', () => {
  test('starts as the first tensor and moves by its share to each next one', () => {
    const average = new MovingAverage(0.9);
    expect(average.means).toEqual([]);
    for (const value of [1, 2, 4]) average.add([tf.tensor2d([[value, -value]])]);
    // .9 (.9 * 1 + .1 * 2) + .1 * 4
    const [mean] = average.means;
    const [up, down] = Array.from(mean!.dataSync());
    expect(up).toBeCloseTo(1.39, 6);
    expect(down).toBeCloseTo(-1.39, 6);
    average.dispose();
  });

  test('leaves nothing behind, and the tensors it is given alone', async () => {
    const tensors = [tf.tensor2d([[1]]), tf.tensor2d([[2]])];
    const leaked = await leakedTensors(() => {
      const average = new MovingAverage(0.5);
      for (let step = 0; step < 3; step += 1) average.add(tensors);
      average.dispose();
    });
    expect(leaked).toBe(0);
    expect(tensors.map((tensor) => tensor.dataSync()[0])).toEqual([1, 2]);
  });
});
