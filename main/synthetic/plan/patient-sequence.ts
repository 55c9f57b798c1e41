import type { RandomStream } from '../../../models/random/random-stream.ts';
import {
  bernoulli,
  drawFactors,
  drawWeighted,
  NUM_STATES,
  stateProbability,
  type Factors,
} from '../generative/factors.ts';
import { outcomeProbability } from '../generative/outcomes.ts';
import { RETURN_PROBABILITY, type SequenceLaw } from './sequence-law.ts';

/**
 * How the labels of single admissions become the stays of one person, who has one age band.
 *
 * An admission is either discharged alive, s from P(s | a), and carries its own draws of the two discharge labels; or it
 * is a death in hospital, s from P(s | a, death). Its labels say what must follow:
 * - neither: nothing, or another admission after 120-600 days;
 * - readmission alone: an admission after 1-15 days that ends alive;
 * - death alone: death within 90 days, and no more admissions;
 * - both: an admission after 1-15 days that ends in death.
 *
 * What follows must not tell more of an admission than its own record does, or a model could beat the oracle by reading
 * the history. So where a readmission cannot hold what its own law asks, this is made up for:
 * - A survivor has a draw of the hospital label as well. Who draws 1 and lives is moved out of the unit for a while on
 *   the first day, so that `mortality-hospital` (first stay in the unit, 24 h) does not count the admission. Those who
 *   remain, with the deaths, follow P(s | a) P(y | s, a).
 * - More readmissions end in death than P(y = 1): as many as are too many die within 24 h and so count for no task.
 * - The survivor of a readmission must not die within 90 days of the discharge before; two labels of 1 would ask for
 *   that. They are drawn with opposite ends of one uniform, each with its own probability, so that they seldom coincide.
 */
export type AdmissionOutcome =
  | {
      readonly kind: 'alive';
      /** Labels of `mortality-90d` and `readmission-15d`. */
      readonly dies: 0 | 1;
      readonly returns: 0 | 1;
      /** Whether `mortality-hospital` counts the admission, with label 0. */
      readonly counted: boolean;
    }
  | {
      readonly kind: 'death';
      /** Whether `mortality-hospital` counts the admission, with label 1. */
      readonly counted: boolean;
    };

export interface SequencedAdmission {
  readonly factors: Factors;
  readonly outcome: AdmissionOutcome;
  /** Whether it follows the one before by 1-15 days; otherwise it is the first, or months later. */
  readonly isReadmission: boolean;
}

/** Draws the admissions of one patient, in their order. */
export function drawSequence(random: RandomStream, band: number, law: SequenceLaw): SequencedAdmission[] {
  const sequence: SequencedAdmission[] = [];
  let next: SequencedAdmission | null = drawFree(random, band, law);
  while (next !== null) {
    sequence.push(next);
    next = drawNext(random, next, law);
  }
  return sequence;
}

function drawNext(
  random: RandomStream,
  last: SequencedAdmission,
  law: SequenceLaw,
): SequencedAdmission | null {
  if (last.outcome.kind === 'death') return null;
  const { dies, returns } = last.outcome;
  const { band } = last.factors;
  if (returns === 1) {
    return dies === 1 ? drawLast(random, last, law) : drawSurvivedReadmission(random, band);
  }
  return dies === 0 && bernoulli(random, RETURN_PROBABILITY) ? drawFree(random, band, law) : null;
}

/** An admission that nothing before it constrains. */
function drawFree(random: RandomStream, band: number, { deathProbability }: SequenceLaw): SequencedAdmission {
  if (bernoulli(random, deathProbability)) {
    return drawDeath(random, band, { counted: true, isReadmission: false });
  }
  const factors = drawFactors(
    random,
    band,
    drawState(random, (state) => stateProbability(state, band)),
  );
  const dies = drawLabel(random.float(), outcomeProbability('mortality-90d', band, factors.state));
  const returns = drawLabel(random.float(), outcomeProbability('readmission-15d', band, factors.state));
  return alive(random, factors, { dies, returns, isReadmission: false });
}

/** A readmission of someone who outlives the discharge before by more than 90 days. */
function drawSurvivedReadmission(random: RandomStream, band: number): SequencedAdmission {
  const factors = drawFactors(
    random,
    band,
    drawState(random, (state) => stateProbability(state, band)),
  );
  const uniform = random.float();
  const dies = drawLabel(uniform, outcomeProbability('mortality-90d', band, factors.state));
  const returns = drawLabel(1 - uniform, outcomeProbability('readmission-15d', band, factors.state));
  return alive(random, factors, { dies, returns, isReadmission: true });
}

/** The readmission in which someone dies who was discharged with both labels. */
function drawLast(
  random: RandomStream,
  { factors: { band }, isReadmission }: SequencedAdmission,
  { countedDeaths }: SequenceLaw,
): SequencedAdmission {
  const share = isReadmission ? countedDeaths.afterReadmission : countedDeaths.afterFree;
  return drawDeath(random, band, { counted: bernoulli(random, share), isReadmission: true });
}

function drawDeath(
  random: RandomStream,
  band: number,
  { counted, isReadmission }: { readonly counted: boolean; readonly isReadmission: boolean },
): SequencedAdmission {
  const state = drawState(
    random,
    (candidate) =>
      stateProbability(candidate, band) * outcomeProbability('mortality-hospital', band, candidate),
  );
  return { factors: drawFactors(random, band, state), outcome: { kind: 'death', counted }, isReadmission };
}

function alive(
  random: RandomStream,
  factors: Factors,
  labels: { readonly dies: 0 | 1; readonly returns: 0 | 1; readonly isReadmission: boolean },
): SequencedAdmission {
  const { dies, returns, isReadmission } = labels;
  const escapes = bernoulli(random, outcomeProbability('mortality-hospital', factors.band, factors.state));
  return { factors, outcome: { kind: 'alive', dies, returns, counted: !escapes }, isReadmission };
}

function drawLabel(uniform: number, probability: number): 0 | 1 {
  return uniform < probability ? 1 : 0;
}

function drawState(random: RandomStream, weight: (state: number) => number): number {
  return drawWeighted(
    random,
    Float64Array.from({ length: NUM_STATES }, (_, state) => weight(state)),
  );
}
