import type { CohortSpec } from '../../api/common.ts';
import type { Database } from '../database.ts';
import { cohortSource, type CohortSource } from './cohort-source.ts';
import { type CohortDefinition, defineCohort } from './cohort-definition.ts';
import { readHistories } from './read-histories.ts';
import { type CohortSelection, type LabelledEncounter, selectCohort } from './select-cohort.ts';

export type { LabelledEncounter } from './select-cohort.ts';

/**
 * The encounters of a cohort with label, prediction time and split, by patient and start. An unlabelled encounter has
 * the label `null`.
 * @throws {LacunaError} `usage` (a choice that the task does not have, or several sources), `labels_unsupported`.
 */
export function labelledEncounters(db: Database, spec: CohortSpec): readonly LabelledEncounter[] {
  return selectFrom(db, spec).encounters;
}

export interface SelectedCohort extends CohortSelection {
  readonly cohort: CohortDefinition;
  /** `null` where the database holds no records. */
  readonly source: CohortSource | null;
}

/** A cohort with the source it is taken from. @throws {LacunaError} as `labelledEncounters`. */
export function selectFrom(db: Database, spec: CohortSpec): SelectedCohort {
  const cohort = defineCohort(spec);
  const source = cohortSource(db, spec);
  const selection =
    source === null
      ? { attrition: [], encounters: [], counts: {} }
      : selectCohort(readHistories(db, source.id), cohort, source.kind);
  return { ...selection, cohort, source };
}
