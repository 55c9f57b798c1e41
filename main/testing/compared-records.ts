import type { CohortSpec } from '../api/common.ts';
import { labelledEncounters } from '../records/cohorts/labelled-encounters.ts';
import type { Database } from '../records/database.ts';

/** Labels of a cohort by the source's id of the stay, to hold two forms of the same records to each other. */
export function labelsOf(db: Database, spec: CohortSpec): Map<string, number | null> {
  return new Map(labelledEncounters(db, spec).map(({ encounter, label }) => [encounter, label]));
}

export function positivesOf(labels: ReadonlyMap<string, number | null>): number {
  return Array.from(labels.values()).filter((label) => label === 1).length;
}
