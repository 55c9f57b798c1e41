import type { CohortSpec } from '../../api/common.ts';
import type { Database } from '../database.ts';
import { defineCohort } from './cohort-definition.ts';
import { requireSupport } from './label-cards.ts';
import { readHistories } from './read-histories.ts';
import { type LabelledEncounter, selectCohort } from './select-cohort.ts';

export type { LabelledEncounter } from './select-cohort.ts';

/**
 * The encounters of a cohort with label, prediction time and split, by patient and start. An unlabelled encounter has
 * the label `null`.
 * @throws {LacunaError} `usage` (a choice that the task does not have), `labels_unsupported`.
 */
export function labelledEncounters(db: Database, spec: CohortSpec): readonly LabelledEncounter[] {
  const cohort = defineCohort(spec);
  requireSupport(db, cohort.task);
  return selectCohort(readHistories(db), cohort).encounters;
}
