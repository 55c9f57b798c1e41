import { sigmoid } from '../../../models/statistics/sigmoid.ts';
import type { SyntheticTask } from '../tasks.ts';
import { BAND_PROBABILITIES, factor, NUM_BANDS, NUM_STATES, stateProbability } from './factors.ts';

interface OutcomeModel {
  readonly intercept: number;
  /** Per band from the middle one. */
  readonly age: number;
  /** One for each of s1..s6. */
  readonly factors: readonly [number, number, number, number, number, number];
  /** Of [s3 != s5], a synergy across modalities. */
  readonly exclusiveOr: number;
}

/** logit P(y = 1 | a, s) of each task. */
const OUTCOME_MODELS: Readonly<Record<SyntheticTask, OutcomeModel>> = {
  'mortality-90d': {
    intercept: -5.649,
    age: 0.45,
    factors: [1, 2, 0.8, 0.9, 1.7, 1.5],
    exclusiveOr: 1.2,
  },
  'readmission-15d': {
    intercept: -4.1236,
    age: 0.1,
    factors: [1.2, 0.6, 0.9, 1.5, 0.2, 1.9],
    exclusiveOr: 0,
  },
  'mortality-hospital': {
    intercept: -6.6896,
    age: 0.3,
    factors: [0.5, 0.8, 1.4, 0.6, 2.6, 0.4],
    exclusiveOr: 1,
  },
};

/** logit P(y = 1 | a, s). */
export function outcomeLogit(task: SyntheticTask, band: number, state: number): number {
  const model = OUTCOME_MODELS[task];
  let logit = model.intercept + model.age * (band - 2);
  model.factors.forEach((weight, index) => (logit += weight * factor(state, index + 1)));
  return factor(state, 3) === factor(state, 5) ? logit : logit + model.exclusiveOr;
}

/** P(y = 1 | a, s). */
export function outcomeProbability(task: SyntheticTask, band: number, state: number): number {
  return sigmoid(outcomeLogit(task, band, state));
}

/** P(y = 1 | a) of one band: the mean over its states. */
export function bandPrevalence(task: SyntheticTask, band: number): number {
  let sum = 0;
  for (let state = 0; state < NUM_STATES; state += 1) {
    sum += stateProbability(state, band) * outcomeProbability(task, band, state);
  }
  return sum;
}

/** P(y = 1). */
export function prevalence(task: SyntheticTask): number {
  let sum = 0;
  for (let band = 0; band < NUM_BANDS; band += 1) {
    sum += (BAND_PROBABILITIES[band] ?? 0) * bandPrevalence(task, band);
  }
  return sum;
}
