import { expect, it } from 'vitest';
import type { ComparisonReport } from '../../../main/api/services.ts';
import { verdictOf } from './comparison-verdict.ts';

type Figure = ComparisonReport['rates'][number]['auroc'];
const figure = (difference: number | null, interval: [number, number] | null): Figure => ({
  first: 0.8,
  second: 0.7,
  difference,
  interval,
});
const report = (auroc: Figure, brier = auroc): Pick<ComparisonReport, 'rates'> => ({
  rates: [
    { rate: 0.5, auroc: figure(-1, [-1, -1]), auprc: auroc, brier: auroc },
    { rate: 0, auroc, auprc: auroc, brier },
  ],
});

it('goes by what is as recorded, and needs an interval without 0', () => {
  expect(verdictOf(report(figure(0.02, [0.01, 0.03])), 'auroc')).toEqual({ better: 'first', by: 0.02 });
  expect(verdictOf(report(figure(-0.02, [-0.03, -0.01])), 'auroc')).toEqual({ better: 'second', by: 0.02 });
  expect(verdictOf(report(figure(0.02, [-0.01, 0.05])), 'auroc')).toEqual({ better: null, by: 0.02 });
  expect(verdictOf(report(figure(0.02, null)), 'auroc')?.better).toBeNull();
  expect(verdictOf(report(figure(null, null)), 'auroc')).toBeNull();
});

it('knows that a Brier score is better the smaller it is', () => {
  expect(verdictOf(report(figure(0.02, [0.01, 0.03])), 'brier')?.better).toBe('second');
  expect(verdictOf(report(figure(-0.02, [-0.03, -0.01])), 'brier')?.better).toBe('first');
});
