import { describe, expect, test } from 'vitest';
import { RandomStream } from '../random/random-stream.ts';
import type { VectorizedEncounters } from '../training/dataset.ts';
import { noisyEncounters } from './input-noise.ts';

/** Two stays: labs with a feature in both (range 4) and one in the first alone (range 1); diagnoses beside them. */
const batch: VectorizedEncounters = {
  encounters: ['a', 'b'],
  patients: ['p', 'q'],
  modalities: ['labs', 'diagnoses'],
  states: Uint8Array.of(0, 0, 0, 0),
  inputs: {
    labs: {
      rows: 2,
      columns: 3,
      indptr: Int32Array.of(0, 2, 3),
      indices: Int32Array.of(0, 2, 0),
      values: Float32Array.of(1, 1, 5),
    },
    diagnoses: {
      rows: 2,
      columns: 1,
      indptr: Int32Array.of(0, 1, 1),
      indices: Int32Array.of(0),
      values: Float32Array.of(1),
    },
  },
};
const noisy = (rate: number, seed: number) =>
  noisyEncounters(batch, ['labs'], { rate, random: RandomStream.fromSeed(seed) });

describe('noise on inputs', () => {
  test('stays within its share of the range of each feature, and reaches it', () => {
    const draws = Array.from({ length: 200 }, (_, seed) => noisy(0.5, seed).inputs.labs!.values);
    const moved = (index: number) =>
      draws.map((values) => Math.abs(values[index]! - batch.inputs.labs!.values[index]!));
    for (const [index, most] of [2, 0.5, 2].entries()) {
      expect(Math.max(...moved(index))).toBeLessThanOrEqual(most);
      expect(Math.max(...moved(index))).toBeGreaterThan(most * 0.9);
    }
  });

  test('leaves alone what is not recorded, other modalities and states', () => {
    const { inputs, states } = noisy(1, 1);
    expect(inputs.labs!.indices).toEqual(batch.inputs.labs!.indices);
    expect(inputs.diagnoses).toBe(batch.inputs.diagnoses);
    expect(states).toBe(batch.states);
  });

  test('of rate 0 is none', () => {
    expect(noisy(0, 1)).toBe(batch);
  });
});
