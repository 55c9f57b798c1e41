import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, expect, test } from 'vitest';
import { RandomStream } from '../random/random-stream.ts';
import { useCpuEngine } from '../testing/cpu-engine.ts';
import { drawSubPattern, dropSlots } from './sub-pattern.ts';

beforeAll(useCpuEngine);

const M = 4;
const PATIENTS = 4000;
/** Patients with 0, 1, 3 and 4 filled slots take turns. */
const PATTERNS = [
  [0, 0, 0, 0],
  [0, 1, 0, 0],
  [1, 1, 0, 1],
  [1, 1, 1, 1],
];

const filled = (): tf.Tensor3D =>
  tf.tensor3d(
    Array.from({ length: M * PATIENTS }, (_, i) => PATTERNS[(i % PATIENTS) % 4]![Math.floor(i / PATIENTS)]!),
    [M, PATIENTS, 1],
  );

/** How many slots stay of each patient of a pattern. */
function staying(kept: tf.Tensor3D, pattern: number): number[] {
  const values = kept.dataSync();
  return Array.from({ length: PATIENTS }, (_, i) =>
    [0, 1, 2, 3].reduce((sum, m) => sum + values[m * PATIENTS + i]!, 0),
  ).filter((_, i) => i % 4 === pattern);
}
const share = (values: readonly number[], of: number): number =>
  values.filter((value) => value === of).length / values.length;

test('a sub-pattern keeps a uniform 1 to n - 1 of n filled slots, and all of a single one', () => {
  const kept = drawSubPattern(filled(), M, RandomStream.fromSeed(1));
  expect(tf.max(tf.sub(kept, filled())).dataSync()[0]).toBe(0);
  expect(new Set(staying(kept, 0))).toEqual(new Set([0]));
  expect(new Set(staying(kept, 1))).toEqual(new Set([1]));
  for (const size of [1, 2]) expect(share(staying(kept, 2), size)).toBeCloseTo(1 / 2, 1);
  for (const size of [1, 2, 3]) expect(share(staying(kept, 3), size)).toBeCloseTo(1 / 3, 1);
});

test('by half a chance half of the patients keep everything, and every slot stays as often as another', () => {
  const kept = drawSubPattern(filled(), M, RandomStream.fromSeed(2), 0.5);
  expect(share(staying(kept, 3), 4)).toBeCloseTo(1 / 2, 1);
  const often = tf.mean(kept, [1, 2]).dataSync();
  expect(often[0]).toBeCloseTo(often[3]!, 1);
});

test('dropping slots takes a share of them, and never the last of a patient', () => {
  const kept = dropSlots(filled(), M, RandomStream.fromSeed(3), 0.3);
  expect(new Set(staying(kept, 1))).toEqual(new Set([1]));
  expect(Math.min(...staying(kept, 2))).toBe(1);
  const mean = staying(kept, 3).reduce((sum, value) => sum + value, 0) / (PATIENTS / 4);
  expect(mean / M).toBeCloseTo(0.7, 1);
  expect(staying(dropSlots(filled(), M, RandomStream.fromSeed(3), 1), 3)).toEqual(
    Array(PATIENTS / 4).fill(1),
  );
});
