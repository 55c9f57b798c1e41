import type { EncounterEvidence } from '../../../models/features/evidence.ts';
import { isEmergency } from '../cohorts/admission-types.ts';
import { charlsonPoints } from './charlson.ts';

const HOURS_PER_DAY = 24;
const EMERGENCY_POINTS = 3;
/** Four points of comorbidity and more count as five. */
const MANY_COMORBIDITIES = 4;
const MOST_COMORBIDITY_POINTS = 5;
const MOST_VISITS = 4;

/**
 * The LACE index, by which clinicians judge the risk of readmission at discharge: length of stay, acuity of the
 * admission, comorbidities, visits to the emergency department in the six months before. A yardstick beside a model,
 * not an input of one. It needs the coded diagnoses of the stay, so evidence of the retrospective timing.
 * @returns 0 to 19; `null` where the length of stay or the diagnoses are not known.
 * @see van Walraven et al. 2010, doi:10.1503/cmaj.091117
 */
export function laceIndex({ demographics, diagnoses, states }: EncounterEvidence): number | null {
  const { lengthOfStayHours, admissionType, emergencyVisitsPrevious180Days: visits } = demographics.values;
  if (typeof lengthOfStayHours !== 'number' || states.diagnoses === 'unavailable') return null;
  const emergency = typeof admissionType === 'string' && isEmergency(admissionType);
  return (
    lengthPoints(Math.floor(lengthOfStayHours / HOURS_PER_DAY)) +
    (emergency ? EMERGENCY_POINTS : 0) +
    comorbidityPoints(charlsonPoints(diagnoses)) +
    Math.min(typeof visits === 'number' ? visits : 0, MOST_VISITS)
  );
}

function lengthPoints(days: number): number {
  if (days < 4) return Math.max(days, 0);
  if (days < 7) return 4;
  return days < 14 ? 5 : 7;
}

function comorbidityPoints(points: number): number {
  return points >= MANY_COMORBIDITIES ? MOST_COMORBIDITY_POINTS : points;
}
