/** MIMIC-IV's admission types for a stay that never became an inpatient admission, and that of other sources. */
const OBSERVATION_ONLY: readonly string[] = [
  'EU OBSERVATION',
  'AMBULATORY OBSERVATION',
  'DIRECT OBSERVATION',
  'OBSERVATION',
];

const PLANNED: readonly string[] = ['ELECTIVE', 'SURGICAL SAME DAY ADMISSION'];

const EMERGENCY: readonly string[] = ['EW EMER.', 'DIRECT EMER.', 'EMERGENCY', 'URGENT'];

/** Whether an admission is for observation only; `OBSERVATION ADMIT` is not, for it became an admission. */
export function isObservationOnly(admissionType: string | null): boolean {
  return admissionType !== null && OBSERVATION_ONLY.includes(admissionType);
}

export function isPlanned(admissionType: string | null): boolean {
  return admissionType !== null && PLANNED.includes(admissionType);
}

export function isEmergency(admissionType: string | null): boolean {
  return admissionType !== null && EMERGENCY.includes(admissionType);
}
