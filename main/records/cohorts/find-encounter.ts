import type { CohortSpec } from '../../api/common.ts';
import { LacunaError } from '../../errors.ts';
import type { Database } from '../database.ts';
import { resolveEncounter } from '../patients/encounter-id.ts';
import { defineCohort } from './cohort-definition.ts';
import { readHistory } from './read-histories.ts';
import { type LabelledEncounter, selectCohort } from './select-cohort.ts';

/**
 * One encounter of a cohort, found without reading the others.
 * @param id the source's id of an admission, or `source:id`.
 * @throws {LacunaError} `unknown_encounter`; `model_mismatch` when a rule of the cohort leaves it out, which the message names.
 */
export function findEncounter(db: Database, spec: CohortSpec, id: string): LabelledEncounter {
  const { encounterId, patientId } = resolveEncounter(db, id);
  const cohort = defineCohort(spec);
  const { encounters } = selectCohort([readHistory(db, patientId)], cohort);
  const found = encounters.find(({ admissionIds }) => admissionIds.includes(encounterId));
  if (found !== undefined) return found;
  throw new LacunaError('model_mismatch', `the encounter is not one that ${cohort.task} is predicted for`, {
    hint: 'the label card of the task says who is left out',
  });
}
