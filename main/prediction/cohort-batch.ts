import type { SplitName, VectorizedEncounters } from '../../models/training/dataset.ts';
import { vectorizeEncounters } from '../../models/features/vectorize-encounters.ts';
import { LacunaError } from '../errors.ts';
import { labelledEncounters, type LabelledEncounter } from '../records/cohorts/labelled-encounters.ts';
import { readableBy } from '../note-models/read-notes.ts';
import { evidenceFor } from '../records/evidence/evidence.ts';
import type { Database } from '../records/database.ts';
import type { LoadedModel } from './loaded-model.ts';

/** Labelled encounters of a model's cohort as its networks read them. */
export interface CohortBatch {
  readonly encounters: readonly LabelledEncounter[];
  readonly vectors: VectorizedEncounters;
  /** 0/1, one a row. */
  readonly labels: Uint8Array;
  readonly patients: readonly string[];
  /** Encounters left out because nothing of them is present: they have no score. */
  readonly unscored: number;
}

/**
 * The labelled encounters of the model's cohort in this database that have anything to score.
 * @param splits which splits; `null` = all.
 * @throws {LacunaError} `cohort_empty` when none is left.
 */
export function cohortBatch(
  db: Database,
  model: LoadedModel,
  splits: readonly SplitName[] | null,
): CohortBatch {
  const labelled = labelledEncounters(db, model.cohort).filter(
    ({ label, split }) => label !== null && (splits === null || splits.includes(split)),
  );
  const all = vectorsOf(db, model, labelled);
  const usable = model.predictor.usable(all);
  const width = all.modalities.length;
  const chosen = labelled.filter((_, row) => usable.subarray(row * width, (row + 1) * width).includes(1));
  if (chosen.length === 0) {
    throw new LacunaError('cohort_empty', 'no labelled encounter of the model cohort is in this database');
  }
  return {
    encounters: chosen,
    vectors: chosen.length === labelled.length ? all : vectorsOf(db, model, chosen),
    labels: Uint8Array.from(chosen, ({ label }) => label ?? 0),
    patients: chosen.map(({ patient }) => patient),
    unscored: labelled.length - chosen.length,
  };
}

/** Encounters as the networks of a model read them. */
export function vectorsOf(
  db: Database,
  model: LoadedModel,
  encounters: readonly LabelledEncounter[],
): VectorizedEncounters {
  const { modalities } = model.predictor.model;
  return vectorizeEncounters(
    model.vectorizers,
    modalities,
    readableBy(model.vectorizers, evidenceFor(db, model.cohort, encounters)),
  );
}
