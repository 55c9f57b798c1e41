import type { RandomStream } from '../../../models/random/random-stream.ts';
import { bernoulli, factor, type Factors } from './factors.ts';
import {
  COMPANIONS_PER_CONDITION,
  DRUGS_PER_BIT,
  DRUGS_PER_CONDITION,
  NUM_BACKGROUND_DRUGS,
  NUM_BACKGROUND_DIAGNOSES,
  NUM_CONDITIONS,
  NUM_PROCEDURES,
  NUM_SERVICE_DIAGNOSES,
  PROCEDURES_PER_BIT,
  type Structure,
} from './structure.ts';

/** P(c_k = 1 | s_k): a condition is coded for most who have the factor, and for few who do not. */
export const CONDITION_RATES = [0.04, 0.92] as const;
/** P(companion code | c_k). */
export const COMPANION_RATES = [0.03, 0.35] as const;
/** P(drug | c_k). */
export const DRUG_RATES = [0.08, 0.45] as const;

const SERVICE_DIAGNOSIS_FACTORS = [0.5, 3] as const;
const BIT_FACTORS = [0.3, 4] as const;
const SERVICE_DRUG_FACTORS = [0.5, 3] as const;
const LARGEST_RATE = 0.9;

export const NUM_SIGNAL_DIAGNOSES = NUM_CONDITIONS * (1 + COMPANIONS_PER_CONDITION);
export const NUM_SIGNAL_DRUGS = NUM_CONDITIONS * DRUGS_PER_CONDITION;
export const NUM_DIAGNOSES = NUM_SIGNAL_DIAGNOSES + NUM_BACKGROUND_DIAGNOSES;
export const NUM_DRUGS = NUM_SIGNAL_DRUGS + NUM_BACKGROUND_DRUGS;

/** c1..c4, the conditions as the record knows them: diagnoses and drugs depend on the same ones. */
export type Conditions = readonly (0 | 1)[];

export function drawConditions(random: RandomStream, state: number): Conditions {
  return Array.from({ length: NUM_CONDITIONS }, (_, index) =>
    bernoulli(random, CONDITION_RATES[factor(state, index + 1)]) ? 1 : 0,
  );
}

/** Index of the `nth` companion of condition k = 0..3; the anchor of k is diagnosis k itself. */
export function companionIndex(k: number, nth: number): number {
  return NUM_CONDITIONS + k * COMPANIONS_PER_CONDITION + nth;
}

/** Index of the `nth` drug of condition k = 0..3. */
export function conditionDrugIndex(k: number, nth: number): number {
  return k * DRUGS_PER_CONDITION + nth;
}

/** The diagnoses of an admission: four anchors, 32 companions, 150 of the background; indexes, ascending. */
export function drawDiagnoses(
  random: RandomStream,
  conditions: Conditions,
  { serviceLine }: Factors,
  { diagnosisRates }: Structure,
): number[] {
  const found = conditions.flatMap((c, k) => (c === 1 ? [k] : []));
  for (const [k, c] of conditions.entries()) {
    for (let nth = 0; nth < COMPANIONS_PER_CONDITION; nth += 1) {
      if (bernoulli(random, COMPANION_RATES[c])) found.push(companionIndex(k, nth));
    }
  }
  for (const [index, rate] of diagnosisRates.entries()) {
    const scale = index < NUM_SERVICE_DIAGNOSES ? SERVICE_DIAGNOSIS_FACTORS[serviceLine] : 1;
    if (bernoulli(random, clipped(rate * scale))) found.push(NUM_SIGNAL_DIAGNOSES + index);
  }
  return found;
}

/** The drugs of an admission: 24 that follow the conditions, 120 of the background; indexes, ascending. */
export function drawDrugs(
  random: RandomStream,
  conditions: Conditions,
  { serviceLine }: Factors,
  { drugRates }: Structure,
): number[] {
  const found: number[] = [];
  for (const [k, c] of conditions.entries()) {
    for (let nth = 0; nth < DRUGS_PER_CONDITION; nth += 1) {
      if (bernoulli(random, DRUG_RATES[c])) found.push(conditionDrugIndex(k, nth));
    }
  }
  const scales = [SERVICE_DRUG_FACTORS[serviceLine], drawScale(random), drawScale(random)];
  for (const [index, rate] of drugRates.entries()) {
    const scale = scales[Math.floor(index / DRUGS_PER_BIT)] ?? 1;
    if (bernoulli(random, clipped(rate * scale))) found.push(NUM_SIGNAL_DRUGS + index);
  }
  return found;
}

/** The procedures of an admission, the dead modality: nothing in them depends on s. Indexes, ascending. */
export function drawProcedures(
  random: RandomStream,
  { serviceLine }: Factors,
  structure: Structure,
): number[] {
  const found: number[] = [];
  const scales = [BIT_FACTORS[serviceLine], drawScale(random), drawScale(random)];
  for (let index = 0; index < NUM_PROCEDURES; index += 1) {
    const scale = scales[Math.floor(index / PROCEDURES_PER_BIT)] ?? 1;
    if (bernoulli(random, clipped((structure.procedureRates[index] ?? 0) * scale))) found.push(index);
  }
  return found;
}

/** The scale of a private bit, which no other modality shares. */
function drawScale(random: RandomStream): number {
  return BIT_FACTORS[bernoulli(random, 0.5) ? 1 : 0];
}

function clipped(rate: number): number {
  return Math.min(rate, LARGEST_RATE);
}
