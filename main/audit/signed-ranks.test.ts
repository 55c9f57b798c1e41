import { expect, it } from 'vitest';
import { signedRanks } from './signed-ranks.ts';

/** The differences of method.md TEST 6c, one a seed, each spread evenly about its mean over three rates. */
const MEANS = [0.012, -0.004, 0.021, 0.008, 0.015, 0.03, -0.002, 0.019];
const auroc = MEANS.map((mean) => [mean - 0.05, mean, mean + 0.05]);
const equal = MEANS.map(() => [0, 0, 0]);

it('tests the means over rates, one a seed, and adjusts over the metrics that can be tested', () => {
  const { overSeeds } = signedRanks({
    auroc,
    auprc: auroc.map((rates) => rates.map((d) => 2 * d)),
    brier: equal,
  });
  const [one, other, none] = overSeeds;
  expect(one).toMatchObject({ metric: 'auroc', n: 8, zeros: 0 });
  expect(one?.p).toBeCloseTo(0.0390625, 12);
  expect(one?.adjusted).toBeCloseTo(0.078125, 12);
  expect(other?.p).toBeCloseTo(0.0390625, 12);
  expect(none).toEqual({ metric: 'brier', n: 0, zeros: 8, p: null, adjusted: null });
});

it('counts every seed and rate beside it', () => {
  const { overSeedsAndRates } = signedRanks({ auroc, auprc: equal, brier: equal });
  expect(overSeedsAndRates[0]?.n).toBe(24);
});

it('tests nothing over a single seed', () => {
  const single = { auroc: [[0.1, 0.2]], auprc: [[0.1, 0.2]], brier: [[0, 0.1]] };
  expect(signedRanks(single).overSeeds).toEqual([]);
  expect(signedRanks(single).overSeedsAndRates[0]).toMatchObject({ n: 2, p: 0.5 });
});
