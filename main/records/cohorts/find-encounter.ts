import type { CohortSpec } from '../../api/common.ts';
import { LacunaError } from '../../errors.ts';
import type { Database } from '../database.ts';
import { resolveEncounter } from '../patients/encounter-id.ts';
import { defineCohort } from './cohort-definition.ts';
import { listSources, requirePreset, unansweredReason } from './cohort-source.ts';
import type { PatientHistory } from './patient-history.ts';
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
  const history = readHistory(db, patientId);
  requireAnswer(db, history, spec);
  const { encounters } = selectCohort([history], cohort, history.source);
  const found = encounters.find(({ admissionIds }) => admissionIds.includes(encounterId));
  if (found !== undefined) return found;
  throw new LacunaError('model_mismatch', `the encounter is not one that ${cohort.task} is predicted for`, {
    hint: 'the label card of the task says who is left out',
  });
}

/** @throws {LacunaError} `model_mismatch` where the encounter's source cannot answer the task. */
function requireAnswer(db: Database, { source: kind }: PatientHistory, spec: CohortSpec): void {
  const source = listSources(db).find((candidate) => candidate.kind === kind);
  const reason = source === undefined ? null : unansweredReason(source, spec.task);
  if (reason !== null) throw new LacunaError('model_mismatch', reason);
  requirePreset({ kind }, spec);
}
