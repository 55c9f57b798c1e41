import { MODALITIES } from '../../models/modalities/modality.ts';
import { SPLITS, type Dataset } from '../../models/training/dataset.ts';
import type { CohortSpec } from '../../main/api/common.ts';
import type { LabelledEncounter } from '../../main/records/cohorts/select-cohort.ts';
import { featuresInThreads } from '../../main/training/feature-threads.ts';

export interface FoldRequest {
  readonly database: string;
  readonly cohort: CohortSpec;
  readonly encounters: readonly LabelledEncounter[];
  /** Fold of each encounter. */
  readonly foldOf: readonly number[];
  /** Folds that nothing is learnt from: they are the test split, all others are to train on. */
  readonly heldOut: readonly number[];
}

/** The cohort with these folds held out, vectorizers fitted on the others. */
export async function foldDataset(request: FoldRequest): Promise<Dataset> {
  const { database, cohort, encounters, foldOf, heldOut } = request;
  const dealt = encounters.map((encounter, row) => ({
    ...encounter,
    split: heldOut.includes(foldOf[row] ?? 0) ? ('test' as const) : ('train' as const),
  }));
  const { vectors } = await featuresInThreads(
    { database, cohort, encounters: dealt, modalities: MODALITIES },
    {},
  );
  return {
    encounters: dealt.map(({ encounter }) => encounter),
    patients: dealt.map(({ patient }) => patient),
    modalities: MODALITIES,
    ...vectors,
    labels: Uint8Array.from(dealt, ({ label }) => label ?? 0),
    splits: Uint8Array.from(dealt, ({ split }) => SPLITS.indexOf(split)),
  };
}
