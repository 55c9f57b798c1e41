import { perModality, type PerModality } from '../../../models/modalities/modality.ts';
import type { RandomStream } from '../../../models/random/random-stream.ts';
import { drawConditions, drawDiagnoses, drawDrugs, drawProcedures, type Conditions } from './codes.ts';
import { bernoulli, factor, type Factors } from './factors.ts';
import { drawLabs } from './labs.ts';
import { drawWordCounts } from './notes.ts';
import { STRUCTURE, type Structure } from './structure.ts';

/** P(labs are taken | s5): who is in acute failure is measured. Missing not at random. */
export const LAB_PRESENCE = [0.72, 0.98] as const;
const NOTE_PRESENCE = 0.76;
const PROCEDURE_PRESENCE = 0.55;
/** By observation stay: missing at random. */
const MEDICATION_PRESENCE = { observation: 0.4, other: 0.98 } as const;

/** All that could be recorded of an admission, whether or not it is. */
export interface Contents {
  readonly conditions: Conditions;
  /** Indexes into the catalogue of diagnoses, ascending. */
  readonly diagnoses: readonly number[];
  readonly drugs: readonly number[];
  readonly procedures: readonly number[];
  /** Standardised results, shape `[30]`. */
  readonly labs: Float64Array;
  /** Occurrences of each word, shape `[400]`. */
  readonly wordCounts: Uint16Array;
}

/**
 * Draws the six modalities given the factors. Each has a stream of its own.
 * @param random the stream of the admission.
 */
export function drawContents(
  random: RandomStream,
  factors: Factors,
  structure: Structure = STRUCTURE,
): Contents {
  const conditions = drawConditions(random.fork('conditions'), factors.state);
  return {
    conditions,
    diagnoses: drawDiagnoses(random.fork('diagnoses'), conditions, factors, structure),
    drugs: drawDrugs(random.fork('drugs'), conditions, factors, structure),
    procedures: drawProcedures(random.fork('procedures'), factors, structure),
    labs: drawLabs(random.fork('labs'), factors.state, structure),
    wordCounts: drawWordCounts(random.fork('notes'), factors, structure),
  };
}

/** P(recorded | factors) of each modality. */
export function presenceProbabilities({ state, observationStay }: Factors): PerModality<number> {
  return {
    demographics: 1,
    notes: NOTE_PRESENCE,
    labs: LAB_PRESENCE[factor(state, 5)],
    diagnoses: 1,
    procedures: PROCEDURE_PRESENCE,
    medications: observationStay ? MEDICATION_PRESENCE.observation : MEDICATION_PRESENCE.other,
  };
}

/** Draws which modalities are recorded. */
export function drawPresence(random: RandomStream, factors: Factors): PerModality<boolean> {
  const probabilities = presenceProbabilities(factors);
  return perModality((name) => bernoulli(random, probabilities[name]));
}
