import { expect, it } from 'vitest';
import { ALL_MODALITIES, NUM_SUBSETS } from '../gates/subsets.ts';
import { regretLines } from './report-text.ts';
import { pairRegret, regretOverSeeds } from './seed-figures.ts';

/** The same score of a row whatever is in use. */
function table(scores: readonly number[]): Float32Array {
  return Float32Array.from(
    { length: scores.length * NUM_SUBSETS },
    (_, cell) => scores[Math.floor(cell / NUM_SUBSETS)] ?? 0,
  );
}

const names = ['a', 'b', 'c', 'd'];
const rows = {
  encounters: names,
  patients: names,
  labels: Uint8Array.of(1, 0, 1, 0),
  usable: new Uint8Array(4).fill(ALL_MODALITIES),
};
const masking = { rates: [0, 0.5], maskSeeds: [1, 2] };

it('regret is how far a method ranks below the best score, on the same rows and masks', () => {
  const bayes = table([4, 1, 3, 2]);
  const scores = { perfect: bayes, worse: table([4, 3, 2, 1]), reversed: table([1, 3, 2, 4]) };
  const { bayes: best, regret } = pairRegret({ rows, bayes }, scores, masking);
  expect(best).toEqual([1, 1]);
  expect(regret).toEqual({ perfect: [0, 0], worse: [0.25, 0.25], reversed: [1, 1] });
});

it('what is in use decides which score of a row is looked at', () => {
  const scores = table([4, 1, 3, 2]);
  // With everything in use the ranking is turned round; under the masks of .5 something is always missing here.
  for (let row = 0; row < 4; row += 1)
    scores[row * NUM_SUBSETS + ALL_MODALITIES] = -(scores[row * NUM_SUBSETS] ?? 0);
  const { regret } = pairRegret({ rows, bayes: table([4, 1, 3, 2]) }, { scores }, masking);
  expect(regret['scores']).toEqual([1, 0]);
});

it('means and deviations are of the seeds, and differences are taken seed by seed', () => {
  const pairs = [
    { bayes: [0.9], regret: { ours: [0.02], rival: [0.05] } },
    { bayes: [0.8], regret: { ours: [0.04], rival: [0.07] } },
  ];
  const { bayes, methods } = regretOverSeeds(pairs);
  expect(bayes[0]?.mean).toBeCloseTo(0.85, 12);
  const [ours, rival] = methods;
  expect(ours?.regret[0]?.mean).toBeCloseTo(0.03, 12);
  expect(ours?.regret[0]?.sd).toBeCloseTo(0.02 / Math.SQRT2, 12);
  expect(rival?.above[0]?.mean).toBeCloseTo(0.03, 12);
  expect(rival?.above[0]?.sd).toBeCloseTo(0, 12);
  expect(regretLines(methods, { bayes, rates: [0] }).slice(2)).toEqual([
    'Bayes AUROC  .850 (.071)',
    'ours         .030 (.014)',
    'rival        .060 (.014) +.030 (.000)',
  ]);
});

it('one seed has no deviation', () => {
  const { methods } = regretOverSeeds([{ bayes: [0.9], regret: { ours: [0.02] } }]);
  expect(methods[0]?.regret[0]).toEqual({ mean: 0.02, sd: null });
});
