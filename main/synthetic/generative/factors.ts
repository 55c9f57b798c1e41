import type { RandomStream } from '../../../models/random/random-stream.ts';

/** P(a): the age bands, youngest first. */
export const BAND_PROBABILITIES = [0.15, 0.2, 0.25, 0.25, 0.15] as const;
export const NUM_BANDS = BAND_PROBABILITIES.length;

/** P(s_k = 1) for k = 1..5, whatever the age. */
const FACTOR_PROBABILITIES = [0.25, 0.15, 0.25, 0.2, 0.2] as const;
/** P(s6 = 1 | a). */
const FRAILTY_PROBABILITIES = [0.1, 0.2, 0.3, 0.4, 0.5] as const;
const OBSERVATION_PROBABILITY = 0.15;

export const NUM_FACTORS = 6;
/** States of the six factors: bit k - 1 of a state is s_k. */
export const NUM_STATES = 2 ** NUM_FACTORS;

/** What an admission is made of before anything is recorded of it. */
export interface Factors {
  /** a, 0..4. */
  readonly band: number;
  /** s1..s6 as bits, 0..63. */
  readonly state: number;
  /** v, the service line: a nuisance that four modalities share, independent of everything else. */
  readonly serviceLine: 0 | 1;
  readonly observationStay: boolean;
}

/** s_k of a state, k = 1..6. */
export function factor(state: number, k: number): 0 | 1 {
  return ((state >> (k - 1)) & 1) === 1 ? 1 : 0;
}

/** P(s | a). */
export function stateProbability(state: number, band: number): number {
  let probability = 1;
  for (let k = 1; k <= NUM_FACTORS; k += 1) {
    const one = FACTOR_PROBABILITIES[k - 1] ?? FRAILTY_PROBABILITIES[band] ?? 0;
    probability *= factor(state, k) === 1 ? one : 1 - one;
  }
  return probability;
}

/** Draws an index with the given weights, which need not sum to 1. */
export function drawWeighted(random: RandomStream, weights: ArrayLike<number>): number {
  let total = 0;
  for (let index = 0; index < weights.length; index += 1) total += weights[index] ?? 0;
  let left = random.float() * total;
  for (let index = 0; index < weights.length - 1; index += 1) {
    left -= weights[index] ?? 0;
    if (left < 0) return index;
  }
  return weights.length - 1;
}

/** Draws 1 with the given probability. */
export function bernoulli(random: RandomStream, probability: number): boolean {
  return random.float() < probability;
}

/** The factors that do not depend on how an admission ends, added to a band and a state. */
export function drawFactors(random: RandomStream, band: number, state: number): Factors {
  return {
    band,
    state,
    serviceLine: bernoulli(random, 0.5) ? 1 : 0,
    observationStay: bernoulli(random, OBSERVATION_PROBABILITY),
  };
}
