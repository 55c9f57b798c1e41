import type { CohortDefinition } from './cohort-definition.ts';
import type { Candidate, Step } from './task.ts';
import { sentence } from '../../../models/wording.ts';

const HOSPICE = 'HOSPICE';

/** The rules of a prediction made at discharge: the person has left the hospital, alive. */
export function dischargeSteps({ rules }: CohortDefinition): Step[] {
  const steps: Step[] = [{ step: sentence`discharged alive`, keeps: isDischargedAlive }];
  if (rules.hospiceDischarges === 'exclude') {
    steps.push({
      step: sentence`not discharged to a hospice`,
      keeps: (candidate) => !isToHospice(candidate),
    });
  }
  return steps;
}

export function isObservationStay({ episode }: Candidate): boolean {
  return episode.observationOnly;
}

export function isToHospice({ episode }: Candidate): boolean {
  return episode.last.dischargeLocation === HOSPICE;
}

function isDischargedAlive({ episode }: Candidate): boolean {
  return (
    episode.endMinute !== null && episode.admissions.every(({ hospitalExpired }) => hospitalExpired === false)
  );
}
