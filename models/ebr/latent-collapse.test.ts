import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, expect, test } from 'vitest';
import { RandomStream } from '../random/random-stream.ts';
import { useCpuEngine } from '../testing/cpu-engine.ts';
import { leakedTensors } from '../testing/leaked-tensors.ts';
import { collapsedLatents } from './latent-collapse.ts';

beforeAll(useCpuEngine);

const ROWS = 40;
const WIDTH = 6;

/** Two modalities in two members: latents of a mean and a spread each. */
function latents(spreads: readonly number[]): tf.Tensor3D {
  const random = RandomStream.fromSeed(3);
  const values = spreads.flatMap((spread) =>
    Array.from({ length: ROWS * WIDTH }, (_, i) => 1 + (i % WIDTH) + spread * random.normal()),
  );
  return tf.tensor3d(values, [spreads.length, ROWS, WIDTH]);
}

const everyone = new Uint8Array(ROWS * 2).fill(1);

test('latents that are the same for everyone are found, in every member', async () => {
  const leaked = await leakedTensors(() => {
    const one = latents([1, 0.001, 0.8, 0.001]);
    expect(collapsedLatents(one, everyone, 2)).toEqual([1]);
    const inOneMember = latents([1, 0.001, 1, 1]);
    expect(collapsedLatents(inOneMember, everyone, 2)).toEqual([]);
    tf.dispose([one, inOneMember]);
    return Promise.resolve();
  });
  expect(leaked).toBe(0);
});

test('all zero has collapsed too', () => {
  const zero = tf.zeros<tf.Rank.R3>([2, ROWS, WIDTH]);
  expect(collapsedLatents(zero, everyone, 2)).toEqual([0, 1]);
});

test('only encounters that have the modality count, and without any it is not judged', () => {
  const values = latents([1, 1]).arraySync();
  // Only the first half has modality 1, and there it is constant.
  values[1] = values[1]!.map((row, n) => (n < ROWS / 2 ? row.map(() => 2) : row));
  const half = Uint8Array.from(everyone, (_, i) => Number(i % 2 === 0 || i < ROWS));
  expect(collapsedLatents(tf.tensor3d(values), half, 2)).toEqual([1]);
  const nobody = Uint8Array.from(everyone, (_, i) => Number(i % 2 === 0));
  expect(collapsedLatents(tf.tensor3d(values), nobody, 2)).toEqual([]);
});
