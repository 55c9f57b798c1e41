import type { CohortSpec } from '../../api/common.ts';
import { LacunaError } from '../../errors.ts';
import type { Database } from '../database.ts';
import { resolveEncounter } from '../patients/encounter-id.ts';
import { defineCohort, withoutSplit } from './cohort-definition.ts';
import { type CohortSource, listSources, requirePreset, unansweredReason } from './cohort-source.ts';
import type { PatientHistory } from './patient-history.ts';
import { readHistory } from './read-histories.ts';
import { recordedSteps } from './recorded-steps.ts';
import { type LabelledEncounter, selectCohort } from './select-cohort.ts';
import { worded } from '../../../models/wording.ts';

/**
 * One encounter of a cohort, found without reading the others.
 * @param id the source's id of an admission, or `source:id`.
 * @throws {LacunaError} `unknown_encounter`; `model_mismatch` when a rule of the cohort leaves it out, which the message names.
 */
export function findEncounter(db: Database, spec: CohortSpec, id: string): LabelledEncounter {
  const { encounterId, patientId } = resolveEncounter(db, id);
  const cohort = defineCohort(withoutSplit(spec));
  const history = readHistory(db, patientId);
  const source = sourceOf(db, history, spec);
  const { steps } = recordedSteps(db, cohort, { source, patientId });
  const { encounters } = selectCohort([history], cohort, source.kind, steps);
  const found = encounters.find(({ admissionIds }) => admissionIds.includes(encounterId));
  if (found !== undefined) return found;
  throw new LacunaError(
    'model_mismatch',
    worded`the encounter is not one that ${cohort.task} is predicted for`,
    {
      hint: 'the label card of the task says who is left out',
    },
  );
}

/**
 * The source that a person's records are of.
 * @throws {LacunaError} `model_mismatch` where it cannot answer the task; `usage` where the preset is another source's.
 */
function sourceOf(db: Database, { sourceId }: PatientHistory, spec: CohortSpec): CohortSource {
  const source = listSources(db).find(({ id }) => id === sourceId);
  if (source === undefined) throw new RangeError('a person has a source');
  const reason = unansweredReason(source, spec.task);
  if (reason !== null) throw new LacunaError('model_mismatch', reason);
  requirePreset(source, spec);
  return source;
}
