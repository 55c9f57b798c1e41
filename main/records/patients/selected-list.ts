import type { CohortSpec } from '../../api/common.ts';
import { type CohortDefinition, defineCohort } from '../cohorts/cohort-definition.ts';
import { labelledEncounters } from '../cohorts/labelled-encounters.ts';
import { readHistories } from '../cohorts/read-histories.ts';
import type { Database } from '../database.ts';
import { type ListColumns, listColumns, type ListedEncounter } from './list-columns.ts';

/** The encounters that a table lists, by id, chosen from the records. */
export interface SelectedList {
  readonly cohort: CohortDefinition;
  readonly encounters: readonly ListedEncounter[];
  readonly columns: ListColumns;
}

/** Without a cohort an admission is shown as it was recorded to its end. */
const AS_RECORDED: CohortDefinition = defineCohort({ task: 'mortality-90d', preset: 'default' });
const END_OF_RECORD = Number.MAX_SAFE_INTEGER;

/**
 * The encounters of a cohort, or all admissions of the database.
 * @throws {LacunaError} `usage`, `labels_unsupported`.
 */
export function selectList(db: Database, spec: CohortSpec | null): SelectedList {
  const cohort = spec === null ? AS_RECORDED : defineCohort(spec);
  const found: readonly ListedEncounter[] = spec === null ? allAdmissions(db) : labelledEncounters(db, spec);
  const encounters = found.toSorted((a, b) => compareIds(a.encounter, b.encounter));
  return { cohort, encounters, columns: listColumns(db, encounters) };
}

function allAdmissions(db: Database): ListedEncounter[] {
  const encounters: ListedEncounter[] = [];
  for (const { id: patientId, key: patient, admissions } of readHistories(db)) {
    for (const { id, key, startMinute } of admissions) {
      encounters.push({
        encounterId: id,
        encounter: key,
        admissionIds: [id],
        patientId,
        patient,
        startMinute,
        predictionMinute: END_OF_RECORD,
      });
    }
  }
  return encounters;
}

/** Numeric ids by number, which for texts of digits means shorter first. */
function compareIds(a: string, b: string): number {
  return a.length - b.length || (a < b ? -1 : Number(a > b));
}
