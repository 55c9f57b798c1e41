import { MINUTES_PER_DAY, MINUTES_PER_HOUR } from '../records/cohorts/calendar.ts';
import type { Admission, PatientHistory } from '../records/cohorts/patient-history.ts';

/** Minute of a wall-clock time on a day counted from the start of a made-up record. */
export function at(day: number, hour = 0, minute = 0): number {
  return day * MINUTES_PER_DAY + hour * MINUTES_PER_HOUR + minute;
}

/** An admission of an adult who leaves alive on the next day at noon, changed as a test needs. */
export function admission(startMinute: number, changes: Partial<Admission> = {}): Admission {
  const id = changes.id ?? startMinute;
  return {
    id,
    key: String(id),
    startMinute,
    endMinute: startMinute + MINUTES_PER_DAY,
    deathMinute: null,
    hospitalExpired: false,
    admissionType: 'EW EMER.',
    dischargeLocation: 'HOME',
    ageYears: 60,
    unit: 'Medicine',
    icuStays: [],
    unitStay: null,
    ...changes,
  };
}

/** A person whose deaths are followed up for ever, changed as a test needs. */
export function history(
  admissions: readonly Admission[],
  changes: Partial<Omit<PatientHistory, 'admissions'>> = {},
): PatientHistory {
  return {
    id: 1,
    key: '10000001',
    sourceId: 1,
    source: 'mimic-iv',
    dod: null,
    deathFollowupEnd: 1e9,
    anchorAge: null,
    anchorYearGroup: null,
    admissions,
    ...changes,
  };
}
