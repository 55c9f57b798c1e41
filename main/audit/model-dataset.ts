import { vectorizeEncounters } from '../../models/features/vectorize-encounters.ts';
import { type Dataset, SPLITS } from '../../models/training/dataset.ts';
import { LacunaError } from '../errors.ts';
import type { LoadedModel } from '../prediction/loaded-model.ts';
import { labelledEncounters } from '../records/cohorts/labelled-encounters.ts';
import { readableBy } from '../note-models/read-notes.ts';
import { evidenceFor } from '../records/evidence/evidence.ts';
import type { Database } from '../records/database.ts';

/**
 * The training and validation encounters of a model's cohort in this database, by the vectorizers of the model. The
 * test split is not read: looking into a model is no measurement of it.
 * @throws {LacunaError} `cohort_empty` when one of the two splits is empty.
 */
export function modelDataset(db: Database, model: LoadedModel): Dataset {
  const labelled = labelledEncounters(db, model.cohort).filter(
    ({ label, split }) => label !== null && (split === 'train' || split === 'validation'),
  );
  if (new Set(labelled.map(({ split }) => split)).size < 2) {
    throw new LacunaError(
      'cohort_empty',
      'this database has no training or no validation encounter of the model cohort',
      { hint: 'name the database that the model was trained on' },
    );
  }
  const { modalities } = model.predictor.model;
  return {
    ...vectorizeEncounters(
      model.vectorizers,
      modalities,
      readableBy(model.vectorizers, evidenceFor(db, model.cohort, labelled)),
    ),
    labels: Uint8Array.from(labelled, ({ label }) => label ?? 0),
    splits: Uint8Array.from(labelled, ({ split }) => SPLITS.indexOf(split)),
  };
}
