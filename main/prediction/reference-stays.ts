import { hashUniform } from '../../models/hashing/uniform.ts';
import type { Vectors } from '../../models/prediction/predictor.ts';
import { LacunaError } from '../errors.ts';
import { labelledEncounters, type LabelledEncounter } from '../records/cohorts/labelled-encounters.ts';
import type { Database } from '../records/database.ts';
import type { VectorizedEncounters } from '../../models/training/dataset.ts';
import { vectorsOf } from './cohort-batch.ts';
import type { LoadedModel } from './loaded-model.ts';
import { scoreRows } from './score-rows.ts';

/** Stays of the model's cohort that it did not learn from: what one stay is compared with. */
export interface ReferenceStays {
  readonly encounters: readonly LabelledEncounter[];
  readonly vectors: VectorizedEncounters;
  /** 1 where a modality may be used, `[n, M]`. */
  readonly usable: Uint8Array;
  readonly probabilities: Float64Array;
  /** Fused representation with everything in use. */
  readonly fused: Vectors;
}

/** More would take longer to read than anyone waits, and show the same. */
const MOST = 2_000;

/**
 * Reads the labelled stays outside the training split that have anything to score, at most 2,000, chosen by a hash.
 * @throws {LacunaError} `cohort_empty` when this database has none.
 */
export function referenceStays(db: Database, model: LoadedModel): ReferenceStays {
  const unseen = labelledEncounters(db, model.cohort).filter(
    ({ label, split }) => label !== null && split !== 'train',
  );
  const share = MOST / Math.max(1, unseen.length);
  const chosen = unseen.filter(({ encounter }) => hashUniform(`reference:${encounter}`) < share);
  const all = vectorsOf(db, model, chosen);
  const width = all.modalities.length;
  const any = model.predictor.usable(all);
  const encounters = chosen.filter((_, row) => any.subarray(row * width, (row + 1) * width).includes(1));
  if (encounters.length === 0) {
    throw new LacunaError('cohort_empty', 'this database has no stay that the model was not trained on');
  }
  const vectors = encounters.length === chosen.length ? all : vectorsOf(db, model, encounters);
  const usable = model.predictor.usable(vectors);
  return {
    encounters,
    vectors,
    usable,
    probabilities: scoreRows(model, vectors, usable).probabilities,
    fused: model.predictor.fused(vectors, usable),
  };
}
