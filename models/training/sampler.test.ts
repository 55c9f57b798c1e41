import { beforeAll, describe, expect, test } from 'vitest';
import { RandomStream } from '../random/random-stream.ts';
import { useCpuEngine } from '../testing/cpu-engine.ts';
import { leakedTensors } from '../testing/leaked-tensors.ts';
import { dropoutMask } from './dropout.ts';
import { holdOutFolds } from './folds.ts';
import { dropAtRates, dropModalities, epochShape, shuffleEpoch } from './sampler.ts';

beforeAll(useCpuEngine);

const range = (from: number, to: number): Int32Array =>
  Int32Array.from({ length: to - from }, (_, i) => from + i);

describe('epochs', () => {
  test('are cut into equal steps near the batch size', () => {
    expect(epochShape([range(0, 1200)], 128)).toEqual({ steps: 9, batch: 133 });
    expect(epochShape([range(0, 1200), range(0, 1000)], 100)).toEqual({ steps: 10, batch: 100 });
    expect(epochShape([range(0, 7)], 128)).toEqual({ steps: 1, batch: 7 });
  });

  test('each member sees all of its rows, in an order of its own', () => {
    const [first, second] = shuffleEpoch([range(0, 50), range(0, 50)], RandomStream.fromSeed(1));
    expect(Array.from(first!).sort((a, b) => a - b)).toEqual(Array.from(range(0, 50)));
    expect(first).not.toEqual(second);
    expect(shuffleEpoch([range(0, 50)], RandomStream.fromSeed(1))[0]).toEqual(first);
  });
});

describe('dropModalities', () => {
  const M = 6;
  const ROWS = 4_000;
  const batch = { rows: range(0, ROWS), used: new Uint8Array(ROWS * M).fill(1) };
  const { used } = dropModalities(batch, M, 0.7, RandomStream.fromSeed(2));
  const keptOf = (row: number): number =>
    used.subarray(row * M, (row + 1) * M).reduce((sum, bit) => sum + bit, 0);

  test('drops 35 % on average, at rates that differ between encounters', () => {
    const shares = Array.from({ length: ROWS }, (_, row) => keptOf(row) / M);
    const mean = shares.reduce((sum, share) => sum + share, 0) / ROWS;
    // One that would lose all keeps one, about 1 % of encounters.
    expect(Math.abs(mean - 0.65)).toBeLessThan(0.015);
    // At a fixed rate of .35 about 2 % would keep one or none; at mixed rates far more do.
    const few = shares.filter((share) => share <= 1 / M).length / ROWS;
    expect(few).toBeGreaterThan(0.05);
  });

  test('always leaves one, and never gives what was not there', () => {
    for (let row = 0; row < ROWS; row += 1) expect(keptOf(row)).toBeGreaterThanOrEqual(1);
    const sparse = { rows: range(0, 2), used: Uint8Array.of(0, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0) };
    const dropped = dropModalities(sparse, M, 1, RandomStream.fromSeed(3));
    expect(dropped.used).toEqual(sparse.used);
  });

  test('does not touch the batch it was given', () => {
    expect(batch.used.every((bit) => bit === 1)).toBe(true);
  });
});

test('dropAtRates drops every modality at the given rate, and leaves one', () => {
  const [M, ROWS] = [6, 4_000];
  const batch = { rows: range(0, ROWS), used: new Uint8Array(ROWS * M).fill(1) };
  const { used } = dropAtRates(batch, M, () => 0.25, RandomStream.fromSeed(5));
  for (let m = 0; m < M; m += 1) {
    const kept = used.filter((_, i) => i % M === m).reduce((sum, bit) => sum + bit, 0) / ROWS;
    expect(Math.abs(kept - 0.75)).toBeLessThan(0.02);
  }
  const all = dropAtRates(batch, M, () => 1, RandomStream.fromSeed(5)).used;
  for (let row = 0; row < ROWS; row += 1) {
    expect(all.subarray(row * M, (row + 1) * M).reduce((sum, bit) => sum + bit, 0)).toBe(1);
  }
});

describe('dropoutMask', () => {
  test('drops the rate and keeps the mean', () => {
    const values = dropoutMask(RandomStream.fromSeed(4), [4, 100, 101], 0.4).dataSync<'float32'>();
    const dropped = values.filter((value) => value === 0).length / values.length;
    expect(Math.abs(dropped - 0.4)).toBeLessThan(0.01);
    expect(Math.abs(values.reduce((sum, value) => sum + value, 0) / values.length - 1)).toBeLessThan(0.02);
    expect(new Set(values).size).toBe(2);
  });

  test('leaves one tensor, the result', async () => {
    expect(await leakedTensors(() => dropoutMask(RandomStream.fromSeed(4), [1, 2, 3], 0.5).dispose())).toBe(
      0,
    );
  });
});

describe('holdOutFolds', () => {
  const patients = Array.from({ length: 200 }, (_, row) => `p${Math.floor(row / 2)}`);
  // Every tenth patient has a positive row.
  const labels = Uint8Array.from(patients, (_, row) => Number(row % 20 === 0));
  const members = holdOutFolds(range(0, 200), { patients, labels }, 5, RandomStream.fromSeed(1));

  test('members train on four fifths and judge by the rest, without a patient in both', () => {
    for (const { rows, monitor } of members) {
      expect(rows.length + monitor.length).toBe(200);
      expect(monitor.length).toBe(40);
      const trained = new Set(Array.from(rows, (row) => patients[row]));
      expect(Array.from(monitor).some((row) => trained.has(patients[row]))).toBe(false);
    }
  });

  test('every patient judges once, and positives are spread evenly', () => {
    const judged = members.flatMap(({ monitor }) => [...monitor]);
    expect(new Set(judged).size).toBe(200);
    for (const { monitor } of members) {
      expect(monitor.reduce((sum, row) => sum + labels[row]!, 0)).toBe(2);
    }
  });
});
