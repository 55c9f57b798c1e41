import {
  COMPANION_RATES,
  CONDITION_RATES,
  companionIndex,
  conditionDrugIndex,
  DRUG_RATES,
} from '../generative/codes.ts';
import type { Contents } from '../generative/contents.ts';
import { factor, NUM_STATES } from '../generative/factors.ts';
import { COMPANIONS_PER_CONDITION, DRUGS_PER_CONDITION, NUM_CONDITIONS } from '../generative/structure.ts';

/** Which of the two modalities that depend on the conditions are seen. */
interface Seen {
  readonly diagnoses: boolean;
  readonly medications: boolean;
}

/**
 * P(diagnoses, drugs | s) up to a constant, shape `[64]`: the product over the conditions of the sum over c_k of
 * P(c_k | s_k) P(diagnoses of k | c_k) P(drugs of k | c_k). Background codes depend on v alone and cancel.
 */
export function codeLikelihood({ diagnoses, drugs }: Contents, seen: Seen): Float64Array {
  const likelihood = new Float64Array(NUM_STATES).fill(1);
  for (let k = 0; k < NUM_CONDITIONS; k += 1) {
    const given = [1, 1];
    if (seen.diagnoses) multiply(given, diagnosisLikelihood(diagnoses, k));
    if (seen.medications) multiply(given, drugLikelihood(drugs, k));
    const bySign = CONDITION_RATES.map((rate) => (1 - rate) * (given[0] ?? 0) + rate * (given[1] ?? 0));
    for (let state = 0; state < NUM_STATES; state += 1) {
      likelihood[state] = (likelihood[state] ?? 0) * (bySign[factor(state, k + 1)] ?? 0);
    }
  }
  return likelihood;
}

/** P(anchor and companions of k | c) for c = 0, 1. The anchor is there if and only if c is 1. */
function diagnosisLikelihood(diagnoses: readonly number[], k: number): number[] {
  const companions = countWithin(diagnoses, companionIndex(k, 0), COMPANIONS_PER_CONDITION);
  const anchored = diagnoses.includes(k);
  return COMPANION_RATES.map((rate, c) =>
    anchored === (c === 1) ? binomialTerm(rate, companions, COMPANIONS_PER_CONDITION) : 0,
  );
}

/** P(drugs of k | c) for c = 0, 1. */
function drugLikelihood(drugs: readonly number[], k: number): number[] {
  const taken = countWithin(drugs, conditionDrugIndex(k, 0), DRUGS_PER_CONDITION);
  return DRUG_RATES.map((rate) => binomialTerm(rate, taken, DRUGS_PER_CONDITION));
}

function countWithin(indexes: readonly number[], from: number, size: number): number {
  let count = 0;
  for (const index of indexes) if (index >= from && index < from + size) count += 1;
  return count;
}

function binomialTerm(rate: number, ones: number, size: number): number {
  return rate ** ones * (1 - rate) ** (size - ones);
}

function multiply(target: number[], factors: readonly number[]): void {
  for (const [index, value] of factors.entries()) target[index] = (target[index] ?? 0) * value;
}
