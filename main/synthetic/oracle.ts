import { MODALITIES, type PerModality } from '../../models/modalities/modality.ts';
import { SYNTHETIC_TASKS } from './tasks.ts';
import { LAB_PRESENCE, type Contents } from './generative/contents.ts';
import { BAND_PROBABILITIES, factor, NUM_BANDS, NUM_STATES, stateProbability } from './generative/factors.ts';
import { outcomeProbability } from './generative/outcomes.ts';
import { STRUCTURE, type Structure } from './generative/structure.ts';
import { codeLikelihood } from './oracle/code-likelihood.ts';
import { labLikelihood } from './oracle/lab-likelihood.ts';
import { noteLikelihood } from './oracle/note-likelihood.ts';
import { shapleyValues } from './oracle/shapley.ts';
import { modalityBit, NUM_SUBSETS, presentSubset, subsetOf } from './oracle/subsets.ts';

/** What the oracle is told of an admission: its age band, its contents, and which modalities are recorded. */
export interface Evidence {
  readonly band: number;
  readonly contents: Contents;
  readonly present: PerModality<boolean>;
}

/** The best answer there is, for every subset of modalities in use. A subset counts only as far as it is present. */
export interface BayesAnswer {
  /** logit P(y = 1 | x_S), shape `[3 tasks, 64 subsets]` row-major; rounded to 1e-9, so that equal answers tie. */
  readonly logits: Float64Array;
  /** The same given also whether labs are recorded, which says something of s5. */
  readonly informedLogits: Float64Array;
  /** Shapley values of `logits`, shape `[3 tasks, 6 modalities]`; 0 for what is not present. */
  readonly shapley: Float64Array;
}

export type Oracle = (evidence: Evidence) => BayesAnswer;

/** Row of the weight tables for an unknown age. */
const UNKNOWN_BAND = NUM_BANDS;
const NO_PROCEDURES = (NUM_SUBSETS - 1) & ~modalityBit('procedures');
const ROUNDING = 1e9;

/**
 * The Bayes oracle of the generative model: P(y | x_S) by enumerating the 64 states of s, and the five age bands where
 * demographics is not in use. Procedures depend on v alone, which factors out: they never change an answer.
 */
export function createOracle(structure: Structure = STRUCTURE): Oracle {
  const weights = weightTables();
  const ofLabs = labLikelihood(structure);
  const ofNotes = noteLikelihood(structure);
  return ({ band, contents, present }) => {
    const presentBits = presentSubset(present);
    const likelihoods = new Map<number, Float64Array>([
      [modalityBit('notes'), ofNotes(contents.wordCounts)],
      [modalityBit('labs'), ofLabs(contents.labs)],
      [modalityBit('diagnoses'), codeLikelihood(contents, { diagnoses: true, medications: false })],
      [modalityBit('medications'), codeLikelihood(contents, { diagnoses: false, medications: true })],
      [
        subsetOf(['diagnoses', 'medications']),
        codeLikelihood(contents, { diagnoses: true, medications: true }),
      ],
    ]);
    const labsRecorded = labPresenceLikelihood(present.labs);
    const logits = new Float64Array(SYNTHETIC_TASKS.length * NUM_SUBSETS);
    const informedLogits = new Float64Array(SYNTHETIC_TASKS.length * NUM_SUBSETS);
    for (let subset = 0; subset < NUM_SUBSETS; subset += 1) {
      const effective = subset & presentBits & NO_PROCEDURES;
      if (effective !== subset) {
        copySubset(logits, effective, subset);
        copySubset(informedLogits, effective, subset);
        continue;
      }
      const row = (subset & modalityBit('demographics')) === 0 ? UNKNOWN_BAND : band;
      const likelihood = jointLikelihood(subset, likelihoods);
      writeLogits(logits, subset, weights, { row, likelihood });
      for (let state = 0; state < NUM_STATES; state += 1) {
        likelihood[state] = (likelihood[state] ?? 0) * (labsRecorded[state] ?? 0);
      }
      writeLogits(informedLogits, subset, weights, { row, likelihood });
    }
    return { logits, informedLogits, shapley: shapleyOfTasks(logits) };
  };
}

/** P(s | a) P(y = 1 | s, a) by task, and P(s | a); of the unknown band, both are summed over P(a). */
interface WeightTables {
  /** Shape `[3 tasks, 6 bands, 64 states]`. */
  readonly positive: Float64Array;
  /** Shape `[6 bands, 64 states]`. */
  readonly all: Float64Array;
}

function weightTables(): WeightTables {
  const all = new Float64Array((NUM_BANDS + 1) * NUM_STATES);
  const positive = new Float64Array(SYNTHETIC_TASKS.length * all.length);
  const add = (table: Float64Array, at: number, value: number) => (table[at] = (table[at] ?? 0) + value);
  for (let band = 0; band < NUM_BANDS; band += 1) {
    for (let state = 0; state < NUM_STATES; state += 1) {
      const known = stateProbability(state, band);
      const unknown = known * (BAND_PROBABILITIES[band] ?? 0);
      add(all, band * NUM_STATES + state, known);
      add(all, UNKNOWN_BAND * NUM_STATES + state, unknown);
      for (const [task, name] of SYNTHETIC_TASKS.entries()) {
        const probability = outcomeProbability(name, band, state);
        add(positive, task * all.length + band * NUM_STATES + state, known * probability);
        add(positive, task * all.length + UNKNOWN_BAND * NUM_STATES + state, unknown * probability);
      }
    }
  }
  return { positive, all };
}

/** P(x_S | s) for a subset, up to a constant. */
function jointLikelihood(subset: number, likelihoods: ReadonlyMap<number, Float64Array>): Float64Array {
  const joint = new Float64Array(NUM_STATES).fill(1);
  const codes = subset & subsetOf(['diagnoses', 'medications']);
  for (const bits of [subset & modalityBit('notes'), subset & modalityBit('labs'), codes]) {
    const likelihood = likelihoods.get(bits);
    if (likelihood === undefined) continue;
    for (let state = 0; state < NUM_STATES; state += 1) {
      joint[state] = (joint[state] ?? 0) * (likelihood[state] ?? 0);
    }
  }
  return joint;
}

function writeLogits(
  logits: Float64Array,
  subset: number,
  { positive, all }: WeightTables,
  { row, likelihood }: { readonly row: number; readonly likelihood: Float64Array },
): void {
  const total = weightedSum(all, row * NUM_STATES, likelihood);
  for (let task = 0; task < SYNTHETIC_TASKS.length; task += 1) {
    const sum = weightedSum(positive, task * all.length + row * NUM_STATES, likelihood);
    logits[task * NUM_SUBSETS + subset] = Math.round(Math.log(sum / (total - sum)) * ROUNDING) / ROUNDING;
  }
}

function weightedSum(weights: Float64Array, from: number, likelihood: Float64Array): number {
  let sum = 0;
  for (let state = 0; state < NUM_STATES; state += 1) {
    sum += (weights[from + state] ?? 0) * (likelihood[state] ?? 0);
  }
  return sum;
}

function copySubset(logits: Float64Array, from: number, to: number): void {
  for (let task = 0; task < SYNTHETIC_TASKS.length; task += 1) {
    logits[task * NUM_SUBSETS + to] = logits[task * NUM_SUBSETS + from] ?? 0;
  }
}

/** P(labs recorded as found | s), shape `[64]`. */
function labPresenceLikelihood(recorded: boolean): Float64Array {
  return Float64Array.from({ length: NUM_STATES }, (_, state) => {
    const probability = LAB_PRESENCE[factor(state, 5)];
    return recorded ? probability : 1 - probability;
  });
}

function shapleyOfTasks(logits: Float64Array): Float64Array {
  const values = new Float64Array(SYNTHETIC_TASKS.length * MODALITIES.length);
  for (let task = 0; task < SYNTHETIC_TASKS.length; task += 1) {
    const ofTask = logits.subarray(task * NUM_SUBSETS, (task + 1) * NUM_SUBSETS);
    values.set(shapleyValues(ofTask), task * MODALITIES.length);
  }
  return values;
}
