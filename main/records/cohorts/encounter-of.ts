import type { EvidenceEncounter } from '../evidence/evidence-context.ts';
import type { CohortDefinition } from './cohort-definition.ts';
import type { Candidate, Task } from './task.ts';

/**
 * A candidate as the encounter that evidence is read of.
 * @throws {RangeError} where it has no prediction time, which the rules of its task see to.
 */
export function encounterOf(candidate: Candidate, cohort: CohortDefinition, task: Task): EvidenceEncounter {
  const { history, episode } = candidate;
  const startMinute = task.startMinute(candidate, cohort);
  const predictionMinute = task.predictionMinute(candidate, cohort);
  if (startMinute === null || predictionMinute === null) {
    throw new RangeError(`the rules of ${cohort.task} kept an episode without a prediction time`);
  }
  return {
    encounterId: episode.last.id,
    encounter: episode.last.key,
    admissionIds: episode.admissions.map(({ id }) => id),
    patientId: history.id,
    patient: history.key,
    startMinute,
    predictionMinute,
  };
}
