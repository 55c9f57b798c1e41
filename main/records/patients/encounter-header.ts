import type { EncounterHeader } from '../../api/services.ts';
import { MINUTES_PER_DAY, MINUTES_PER_HOUR } from '../cohorts/calendar.ts';
import type { Database } from '../database.ts';
import { OLDEST_AGE_YEARS } from '../evidence/demographics.ts';
import { resolveEncounter } from './encounter-id.ts';

export const HEADER_SQL = `
  SELECT e.source_key AS encounter, p.source_key AS patient, s.name AS source, e.age_years AS ageYears, p.sex,
    e.admission_type AS admissionType, e.first_unit AS firstUnit, e.start_minute AS startMinute,
    e.end_minute AS endMinute
  FROM encounter AS e
  JOIN patient AS p ON p.id = e.patient_id
  JOIN source AS s ON s.id = e.source_id
  WHERE e.id = ?`;

/** Of stays in a unit only those of the same hospital stay: the others have no distance in time to it. */
export const OTHER_ENCOUNTERS_SQL = `
  SELECT e.source_key AS encounter, e.start_minute AS startMinute, e.end_minute AS endMinute
  FROM encounter AS e
  LEFT JOIN unit_stay AS u ON u.encounter_id = e.id
  WHERE e.patient_id = ? AND e.kind = 'admission' AND e.id <> ?
    AND u.hospital_stay_key IS (SELECT hospital_stay_key FROM unit_stay WHERE encounter_id = ?)
  ORDER BY e.start_minute`;

interface StayTimes {
  readonly encounter: string;
  readonly startMinute: number;
  readonly endMinute: number | null;
}

type HeaderRow = StayTimes &
  Pick<EncounterHeader, 'patient' | 'source' | 'sex' | 'ageYears' | 'admissionType' | 'firstUnit'>;

/**
 * Who an encounter is about, with the person's other encounters in days relative to it: dates are shifted for each
 * person, so only differences mean anything.
 * @param encounter the source's id of an admission, or `source:id`.
 * @throws {LacunaError} `unknown_encounter`.
 */
export function encounterHeader(db: Database, encounter: string): EncounterHeader {
  const { encounterId, patientId } = resolveEncounter(db, encounter);
  const row = db.prepare<[number], HeaderRow>(HEADER_SQL).get(encounterId);
  if (row === undefined) throw new RangeError('a resolved encounter is in the database');
  const others = db
    .prepare<[number, number, number], StayTimes>(OTHER_ENCOUNTERS_SQL)
    .all(patientId, encounterId, encounterId);
  const { patient, source, sex, admissionType, firstUnit } = row;
  return {
    encounter,
    patient,
    source,
    ageYears: shownAge(row.ageYears),
    sex,
    admissionType,
    firstUnit,
    lengthOfStayHours: lengthOfStayHours(row),
    others: others.map((other) => ({
      encounter: other.encounter,
      startDays: (other.startMinute - row.startMinute) / MINUTES_PER_DAY,
      lengthOfStayHours: lengthOfStayHours(other),
    })),
  };
}

/** Ages of 90 and over as 90. */
export function shownAge(years: number | null): number | null {
  return years === null ? null : Math.min(years, OLDEST_AGE_YEARS);
}

/** `null` while the stay lasts. */
export function lengthOfStayHours({ startMinute, endMinute }: Omit<StayTimes, 'encounter'>): number | null {
  return endMinute === null ? null : (endMinute - startMinute) / MINUTES_PER_HOUR;
}
