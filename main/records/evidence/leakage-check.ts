import type { EncounterEvidence } from '../../../models/features/evidence.ts';
import { LacunaError } from '../../errors.ts';
import { type CohortDefinition, isAtDischarge } from '../cohorts/cohort-definition.ts';

/** Whether the timing admits what is only written at discharge, for a prediction that is made before it. */
export function admitsLateSources({ timing, task }: CohortDefinition): boolean {
  return timing === 'retrospective' && !isAtDischarge(task);
}

/**
 * Refuses evidence that would hold codes and summaries of stays that have not ended.
 * @throws {LacunaError} `leakage`, with the number of encounters concerned.
 */
export function refuseLateSources(cohort: CohortDefinition, encounters: number): void {
  if (encounters === 0 || !admitsLateSources(cohort)) return;
  throw new LacunaError(
    'leakage',
    `codes and summaries of ${encounters} encounters are written after the prediction time of ${cohort.task}`,
    { hint: 'choose the timing "available" for a prediction made before discharge' },
  );
}

/**
 * Refuses evidence of one encounter that holds anything later than its prediction time.
 * @throws {LacunaError} `leakage`, with the number of values concerned.
 */
export function refuseLateValues(evidence: EncounterEvidence): void {
  let late = 0;
  const { diagnoses, procedures, medications, labs, notes } = evidence;
  for (const events of [diagnoses, procedures, medications, labs, notes]) {
    for (const { minutesBefore } of events) late += Number(minutesBefore !== null && minutesBefore < 0);
  }
  if (late === 0) return;
  throw new LacunaError('leakage', `${late} values of an encounter are later than its prediction time`, {
    hint: 'this is a defect of the application: please report it',
  });
}
