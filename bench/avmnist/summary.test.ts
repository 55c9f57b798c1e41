import { expect, test } from 'vitest';
import { summarise } from './summary.ts';

const RUN = { method: 'ebr', p: 6, seed: 1, parameters: 1, steps: 10, milliseconds: 100 };

test('one network is the mean of its members, the deviation that of seeds', () => {
  const [summary, other] = summarise([
    { ...RUN, single: [0.9, 1], ensemble: 0.97 },
    { ...RUN, seed: 2, single: [0.91, 0.97], ensemble: 0.99, milliseconds: 300 },
    { ...RUN, p: 9, single: [0.5], ensemble: 0.5 },
  ]);
  expect(summary).toMatchObject({ method: 'ebr', p: 6, seeds: 2, millisecondsPerStep: 20 });
  expect(summary?.single.mean).toBeCloseTo(0.945, 12);
  // Of .95 and .94.
  expect(summary?.single.deviation).toBeCloseTo(Math.sqrt(2) * 0.005, 12);
  expect(summary?.ensemble.mean).toBeCloseTo(0.98, 12);
  expect(other).toMatchObject({ p: 9, single: { mean: 0.5, deviation: null } });
});
