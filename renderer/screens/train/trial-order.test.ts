import { expect, it } from 'vitest';
import type { Trial } from '../../../main/api/services.ts';
import { bestTrial, byRank } from './trial-order.ts';

const trial = (number: number, losses: readonly number[], outcome: Trial['outcome'] = 'waiting'): Trial => ({
  trial: number,
  settings: {},
  seed: 1,
  rungs: losses.map((loss, rung) => ({
    epochs: 2 * (rung + 1),
    loss,
    auroc: null,
    aurocHalfMissing: null,
    seconds: 1,
  })),
  outcome,
  reason: null,
});

it('ranks who came further first, then by loss', () => {
  const trials = [
    trial(1, [0.1], 'dropped'),
    trial(2, []),
    trial(3, [0.2, 0.5]),
    trial(4, [0.3, 0.4]),
    trial(5, []),
  ];
  expect(byRank(trials).map((one) => one.trial)).toEqual([4, 3, 1, 2, 5]);
});

it('the best is the chosen one, else who ranks first and did not fail', () => {
  expect(bestTrial([trial(1, []), trial(2, [])])).toBeUndefined();
  expect(bestTrial([trial(1, [0.1], 'failed'), trial(2, [0.4])])?.trial).toBe(2);
  expect(bestTrial([trial(1, [0.1, 0.2], 'finished'), trial(2, [0.4, 0.2], 'chosen')])?.trial).toBe(2);
});
