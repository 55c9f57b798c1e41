import { createHash } from 'node:crypto';
import { SPLITS } from '../../../models/training/dataset.ts';
import type { CohortSpec } from '../../api/common.ts';
import type { CohortCounts } from '../../api/services.ts';
import type { Database } from '../database.ts';
import { type SelectedCohort, selectFrom } from './labelled-encounters.ts';
import type { LabelledEncounter } from './select-cohort.ts';

/**
 * How many a cohort holds after each rule, and in each split, without reading what was recorded in the stays unless a
 * rule asks for it.
 * @throws {LacunaError} as `labelledEncounters`.
 */
export function countCohort(db: Database, spec: CohortSpec): CohortCounts {
  return countsOf(selectFrom(db, spec));
}

/** The counts of a selected cohort. */
export function countsOf({ cohort, attrition, encounters, counts, codes }: SelectedCohort): CohortCounts {
  const { task, preset, labels, timing } = cohort;
  const labelled = encounters.filter(({ label }) => label !== null);
  return {
    task,
    preset,
    labels,
    timing,
    attrition,
    patients: new Set(encounters.map(({ patientId }) => patientId)).size,
    labelled: labelled.length,
    positives: countPositives(labelled),
    unlabelled: encounters.length - labelled.length,
    counts,
    codes: [...codes],
    fingerprint: fingerprintOf(encounters),
    splits: splitsOf(labelled),
  };
}

function fingerprintOf(encounters: readonly LabelledEncounter[]): string {
  const hash = createHash('sha256');
  for (const { encounter, predictionMinute, label, split } of encounters)
    hash.update(`${encounter} ${predictionMinute} ${label} ${split}\n`);
  return hash.digest('hex');
}

function splitsOf(labelled: readonly LabelledEncounter[]): CohortCounts['splits'] {
  const counts = SPLITS.map((name) => {
    const members = labelled.filter(({ split }) => split === name);
    return [name, { n: members.length, positives: countPositives(members) }] as const;
  });
  return Object.fromEntries(counts) as CohortCounts['splits'];
}

function countPositives(encounters: readonly LabelledEncounter[]): number {
  return encounters.filter(({ label }) => label === 1).length;
}
