import { describe, expect, it } from 'vitest';
import { SYNTHETIC_TASKS } from '../tasks.ts';
import { factor, NUM_BANDS, NUM_STATES, stateProbability } from './factors.ts';
import { outcomeLogit, outcomeProbability, prevalence } from './outcomes.ts';

/** State with the named factors set. */
const state = (...factors: number[]) => factors.reduce((bits, k) => bits | (1 << (k - 1)), 0);

describe('factors', () => {
  it('are bits of a state, and their probabilities sum to 1 in every band', () => {
    expect([1, 2, 3, 4, 5, 6].map((k) => factor(state(2, 6), k))).toEqual([0, 1, 0, 0, 0, 1]);
    for (let band = 0; band < NUM_BANDS; band += 1) {
      let sum = 0;
      for (let bits = 0; bits < NUM_STATES; bits += 1) sum += stateProbability(bits, band);
      expect(sum).toBeCloseTo(1, 12);
    }
  });

  it('only s6 depends on the age band', () => {
    // .25 .85 .75 .8 .8 for s1 alone among s1..s5, and s6 with .1 or .5
    expect(stateProbability(state(1, 6), 0)).toBeCloseTo(0.25 * 0.85 * 0.75 * 0.8 * 0.8 * 0.1, 12);
    expect(stateProbability(state(1, 6), 4)).toBeCloseTo(0.25 * 0.85 * 0.75 * 0.8 * 0.8 * 0.5, 12);
  });
});

describe('outcomes', () => {
  it.each([
    ['mortality-90d', 0, state(), -5.649 - 2 * 0.45],
    ['mortality-90d', 2, state(3), -5.649 + 0.8 + 1.2],
    ['mortality-90d', 2, state(3, 5), -5.649 + 0.8 + 1.7],
    ['readmission-15d', 4, state(1, 5, 6), -4.1236 + 0.2 + 1.2 + 0.2 + 1.9],
    ['mortality-hospital', 3, state(2, 4, 5), -6.6896 + 0.3 + 0.8 + 0.6 + 2.6 + 1],
  ] as const)('logit of %s, band %i, state %i', (task, band, bits, logit) => {
    expect(outcomeLogit(task, band, bits)).toBeCloseTo(logit, 12);
    expect(outcomeProbability(task, band, bits)).toBeCloseTo(1 / (1 + Math.exp(-logit)), 12);
  });

  it('have the prevalences that their intercepts were set for', () => {
    expect(SYNTHETIC_TASKS.map((task) => Number(prevalence(task).toFixed(4)))).toEqual([0.09, 0.12, 0.025]);
  });
});
