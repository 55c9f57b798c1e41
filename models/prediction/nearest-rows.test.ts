import { expect, test } from 'vitest';
import { nearestRows } from './nearest-rows.ts';

/** Four rows around (10, 10). */
const reference = { width: 2, values: Float32Array.of(11, 10, 9, 10, 10, 12, 10, 8) };
const everyone = (): boolean => true;

test('are told apart by direction from the mean, not by the direction that all share', () => {
  const found = nearestRows(Float32Array.of(14, 11), reference, { count: 4, isCandidate: everyone });
  expect(found.map(({ row }) => row)).toEqual([0, 2, 3, 1]);
  expect(found[0]!.similarity).toBeCloseTo(4 / Math.sqrt(17), 6);
  expect(found[3]!.similarity).toBeCloseTo(-4 / Math.sqrt(17), 6);
});

test('leave out who is no candidate, and are no more than asked for', () => {
  const found = nearestRows(Float32Array.of(14, 11), reference, {
    count: 1,
    isCandidate: (row) => row !== 0,
  });
  expect(found.map(({ row }) => row)).toEqual([2]);
});

test('of a vector at the mean are similar to nothing', () => {
  const found = nearestRows(Float32Array.of(10, 10), reference, { count: 2, isCandidate: everyone });
  expect(found.map(({ similarity }) => similarity)).toEqual([0, 0]);
});
