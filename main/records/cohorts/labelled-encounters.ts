import type { CohortSpec } from '../../api/common.ts';
import { atOneMoment, type Database } from '../database.ts';
import { cohortSource, type CohortSource } from './cohort-source.ts';
import { type CohortDefinition, defineCohort } from './cohort-definition.ts';
import type { CodeCount } from './code-steps.ts';
import { readHistories } from './read-histories.ts';
import { recordedSteps } from './recorded-steps.ts';
import { requireSplit } from './splits/require-split.ts';
import { requireUnits } from './units.ts';
import { type CohortSelection, type LabelledEncounter, selectCohort } from './select-cohort.ts';

export type { LabelledEncounter } from './select-cohort.ts';

/**
 * The encounters of a cohort with label, prediction time and split, by patient and start. An unlabelled encounter has
 * the label `null`.
 * @throws {LacunaError} `usage` (a choice that the task does not have, or several sources), `labels_unsupported`,
 * `leakage` (a filter on what is not known at the prediction time).
 */
export function labelledEncounters(db: Database, spec: CohortSpec): readonly LabelledEncounter[] {
  return selectFrom(db, spec).encounters;
}

export interface SelectedCohort extends CohortSelection {
  readonly cohort: CohortDefinition;
  /** `null` where the database holds no records. */
  readonly source: CohortSource | null;
  /** What the terms of its filters stand for. */
  readonly codes: readonly CodeCount[];
}

/** A cohort with the source it is taken from. @throws {LacunaError} as `labelledEncounters`. */
export function selectFrom(db: Database, spec: CohortSpec): SelectedCohort {
  const cohort = defineCohort(spec);
  const source = cohortSource(db, spec);
  if (source === null) return { attrition: [], encounters: [], counts: {}, codes: [], cohort, source };
  requireUnits(db, source, cohort, cohort.filters.firstUnits ?? []);
  requireSplit(db, source, cohort);
  const { steps, counts: codes } = recordedSteps(db, cohort, { source });
  // Rules may read the records of a person while the histories are still coming: all as they are at one moment.
  const selection = atOneMoment(db, () =>
    selectCohort(readHistories(db, source.id), cohort, source.kind, steps),
  );
  return { ...selection, codes, cohort, source };
}
