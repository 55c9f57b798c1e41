import { vectorizeEncounters } from '../../models/features/vectorize-encounters.ts';
import type { EncounterEvidence } from '../../models/features/evidence.ts';
import { MODALITY_STATES, type ModalityName, type ModalityState } from '../../models/modalities/modality.ts';
import type { VectorizedEncounters } from '../../models/training/dataset.ts';
import { LacunaError } from '../errors.ts';
import { noteModelOf, withNotesRead } from '../note-models/read-notes.ts';
import { evidenceOf } from '../records/evidence/evidence.ts';
import type { Database } from '../records/database.ts';
import type { LoadedModel } from './loaded-model.ts';

/** One encounter as a person and as a model see it. */
export interface EncounterVectors {
  readonly evidence: EncounterEvidence;
  /** One row. */
  readonly vectors: VectorizedEncounters;
  readonly states: Partial<Record<ModalityName, ModalityState>>;
  /** Bitmask over the model's modalities: what may be used, as found. */
  readonly usable: number;
}

/** @throws {LacunaError} `unknown_encounter`; `model_mismatch`: it is not one the model may score. */
export function encounterVectors(db: Database, model: LoadedModel, encounter: string): EncounterVectors {
  const notes = noteModelOf(model.vectorizers);
  const found = evidenceOf(db, model.cohort, encounter);
  const evidence = notes === null ? found : withNotesRead(notes, found);
  const { modalities } = model.predictor.model;
  const vectors = vectorizeEncounters(model.vectorizers, modalities, [evidence]);
  const used = model.predictor.usable(vectors);
  const states = modalities.map((modality, column) => {
    const state = MODALITY_STATES[vectors.states[column] ?? -1];
    if (state === undefined) throw new LacunaError('internal', 'a modality has no state');
    return [modality, state] as const;
  });
  return {
    evidence,
    vectors,
    states: Object.fromEntries(states),
    usable: modalities.reduce((mask, _, bit) => mask | ((used[bit] ?? 0) << bit), 0),
  };
}
