import type { Database } from '../../database.ts';
import type { LabelledEncounter } from '../select-cohort.ts';

export const CARE_LIMITATION_SQL = `
  SELECT EXISTS (
    SELECT 1 FROM stay_event
    WHERE patient_id = ? AND encounter_id = ? AND care_limit = 'no_resuscitation' AND event_minute < ?)`;

/**
 * Encounters in which resuscitation was ruled out, or care was for comfort only, before the prediction time, and the
 * positive ones among them. They explain part of the deaths, and are no input unless they are switched on.
 */
export function careLimitationCounts(
  db: Database,
  encounters: readonly LabelledEncounter[],
): { careLimitations: number; careLimitationsPositive: number } {
  const isLimited = db.prepare<[number, number, number], 0 | 1>(CARE_LIMITATION_SQL).pluck();
  const limited = encounters.filter(({ patientId, admissionIds, predictionMinute }) =>
    admissionIds.some((id) => isLimited.get(patientId, id, predictionMinute) === 1),
  );
  const positive = limited.filter(({ label }) => label === 1);
  return { careLimitations: limited.length, careLimitationsPositive: positive.length };
}
