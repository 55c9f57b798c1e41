import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, test } from 'vitest';
import { latentCosine } from '../diagnostics/similarity.ts';
import { RandomStream } from '../random/random-stream.ts';
import { useCpuEngine } from '../testing/cpu-engine.ts';
import { leakedTensors } from '../testing/leaked-tensors.ts';
import { cosineSums, meanCosines } from './similarity.ts';

beforeAll(useCpuEngine);

/** Sums of cosines of modality 0 with modality 1, and the pairs behind them. */
function betweenFirstTwo(vectors: tf.Tensor3D, present: tf.Tensor3D, means?: tf.Tensor3D): number[] {
  const { cosines, pairs } = cosineSums(vectors, present, means);
  return [cosines, pairs].map((sums) => sums.dataSync()[1] ?? NaN);
}

describe('method.md TEST 2.1', () => {
  const vectors = (): tf.Tensor3D => tf.tensor3d([1, 2, 0, 1, -1, 1, 2, 1, 1, 1, 0, 2], [2, 3, 2]);
  const present = (): tf.Tensor3D => tf.ones([2, 3, 1]);

  test('cosine', () => {
    const [sum = NaN, pairs = NaN] = betweenFirstTwo(vectors(), present());
    expect(sum / pairs).toBeCloseTo(0.7380711875, 5);
  });

  test('centred cosine', () => {
    const means = tf.mean<tf.Tensor3D>(vectors(), 1, true);
    const [sum = NaN, pairs = NaN] = betweenFirstTwo(vectors(), present(), means);
    expect(sum / pairs).toBeCloseTo(0.7426270757, 5);
  });
});

describe('cosineSums', () => {
  test('skips rows of norm 0 and encounters that lack one of the two', () => {
    const vectors = tf.tensor3d([1, 0, 0, 0, 0, 3, 2, 0, 5, 5, 0, 1], [2, 3, 2]);
    const present = tf.tensor3d([1, 1, 1, 1, 1, 0], [2, 3, 1]);
    // Encounter 0 counts; 1 has norm 0; 2 lacks modality 1.
    expect(betweenFirstTwo(vectors, present)).toEqual([1, 1]);
  });

  test('agrees with the float64 definition, member by member', () => {
    const random = RandomStream.fromSeed(3);
    const rows = 80;
    const width = 5;
    const values = Float32Array.from({ length: 4 * rows * width }, () => random.normal() + 0.3);
    const presence = Float32Array.from({ length: 2 * rows }, () => Number(random.float() < 0.8));
    const matrix = (stack: number) => ({
      rows,
      columns: width,
      values: values.subarray(stack * rows * width, (stack + 1) * rows * width),
    });
    const expected = [0, 1].map((member) => {
      const result = latentCosine(
        { latents: matrix(2 * member), present: presence.subarray(0, rows) },
        { latents: matrix(2 * member + 1), present: presence.subarray(rows) },
        { centre: false },
      );
      return 'value' in result ? result.value : NaN;
    });
    const { cosines, pairs } = cosineSums(
      tf.tensor3d(values, [4, rows, width]),
      tf.tensor3d(presence, [2, rows, 1]),
    );
    const sums = { cosines: cosines.dataSync<'float32'>(), pairs: pairs.dataSync<'float32'>() };
    const table = meanCosines(sums, 2);
    expect(table[0]?.[1]).toBeCloseTo(((expected[0] ?? NaN) + (expected[1] ?? NaN)) / 2, 5);
    expect(table[1]?.[0]).toBe(table[0]?.[1]);
    expect(table[0]?.[0]).toBe(1);
  });

  test('leaves nothing but its result behind', async () => {
    const vectors = tf.ones<tf.Rank.R3>([2, 3, 2]);
    const present = tf.ones<tf.Rank.R3>([2, 3, 1]);
    const leaked = await leakedTensors(() => {
      const { cosines, pairs } = cosineSums(vectors, present);
      tf.dispose([cosines, pairs]);
    });
    expect(leaked).toBe(0);
  });
});

test('a mean over fewer than 30 pairs is undefined', () => {
  const table = (pairs: number) =>
    meanCosines({ cosines: Float32Array.of(0, 3, 3, 0), pairs: Float32Array.of(90, pairs, pairs, 90) }, 2);
  expect(table(29)[0]?.[1]).toBeNull();
  expect(table(30)[0]?.[1]).toBeCloseTo(3 / 30, 6);
});
