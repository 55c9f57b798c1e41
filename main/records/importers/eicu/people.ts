import type { DuckDbSession } from '../duckdb-session.ts';
import { tableName } from '../load-table.ts';
import { HOSPITAL, OLDEST_AGE_TEXT, PATIENT } from './people-tables.ts';

const STAYS = tableName(PATIENT.table);
const MINUTES_PER_DAY = 1440;
const OLDEST_AGE_YEARS = 90;

/**
 * Numbers people, hospitals and stays; events find their stay by `key`, the patientunitstayid. eICU has no dates, only
 * minutes from the admission to the unit and the year of the discharge: a hospital stay is placed at the start of that
 * year, and its stays in units by their distance from it. Different hospital stays of a person have no order in time.
 */
export async function createPeople(session: DuckDbSession): Promise<void> {
  await session.run(
    `CREATE TEMP TABLE patient AS
     SELECT row_number() OVER (ORDER BY uniquepid)::INTEGER AS id, uniquepid AS key, min(line) AS line
     FROM ${STAYS} WHERE fault = 0 GROUP BY uniquepid`,
  );
  await session.run(
    `CREATE TEMP TABLE hospital AS
     SELECT row_number() OVER (ORDER BY hospitalid)::INTEGER AS id, hospitalid AS key
     FROM (SELECT DISTINCT hospitalid FROM ${STAYS} WHERE fault = 0)`,
  );
  await session.run(
    `CREATE TEMP TABLE encounter AS
     SELECT row_number() OVER (ORDER BY p.id, s.start_minute, s.patientunitstayid)::INTEGER AS id,
       s.patientunitstayid AS key, p.id AS patient_id, h.id AS hospital_id, s.start_minute,
       s.start_minute AS from_minute, (s.start_minute + s.unitdischargeoffset)::INTEGER AS end_minute, s.line
     FROM (
       SELECT *, ((make_date(hospitaldischargeyear::INTEGER, 1, 1) - DATE '1970-01-01') * ${MINUTES_PER_DAY}
         - hospitaladmitoffset)::INTEGER AS start_minute
       FROM ${STAYS} WHERE fault = 0
     ) s
     JOIN patient p ON p.key = s.uniquepid
     JOIN hospital h ON h.key = s.hospitalid`,
  );
}

/** Rows of `patient`, each from the first line that names the person. @param fileId id of `patient`. */
export function patientRows(fileId: number): string {
  return `
    SELECT p.id, 1 AS source_id, p.key AS source_key,
      (SELECT min(CASE t.gender WHEN 'Female' THEN 'F' WHEN 'Male' THEN 'M' END) FROM ${STAYS} t
        WHERE t.uniquepid = p.key AND t.fault = 0) AS sex,
      ${fileId} AS file_id, p.line
    FROM patient p ORDER BY p.id`;
}

/** Rows of `hospital`: every one that a stay names, with what the file of hospitals says of it. */
export const HOSPITAL_ROWS = `
  SELECT h.id, 1 AS source_id, h.key::VARCHAR AS source_key, t.numbedscategory AS beds,
    CASE t.teachingstatus WHEN 't' THEN 1 WHEN 'f' THEN 0 END AS teaching, t.region
  FROM hospital h LEFT JOIN ${tableName(HOSPITAL.table)} t ON t.hospitalid = h.key AND t.fault = 0
  ORDER BY h.id`;

/** Hospitals of which no stay is there. */
export const UNUSED_HOSPITAL_COUNT = `
  SELECT count(*) FROM ${tableName(HOSPITAL.table)} t
  WHERE t.fault = 0 AND NOT EXISTS (SELECT 1 FROM hospital h WHERE h.key = t.hospitalid)`;

/** 1 where a status says `Expired`, 0 where it says `Alive`. */
function expired(column: string): string {
  return `CASE ${column} WHEN 'Expired' THEN 1 WHEN 'Alive' THEN 0 END`;
}

/** Rows of `encounter`. @param fileId id of `patient`. */
export function encounterRows(fileId: number): string {
  return `
    SELECT e.id, 1 AS source_id, e.patient_id, 'admission' AS kind, t.patientunitstayid::VARCHAR AS source_key,
      e.start_minute, e.end_minute, ${expired('t.hospitaldischargestatus')} AS hospital_expire_flag,
      t.unitstaytype AS admission_type, t.unitadmitsource AS admission_location,
      t.unitdischargelocation AS discharge_location, t.ethnicity AS race, t.unittype AS first_unit,
      CASE t.age WHEN '${OLDEST_AGE_TEXT}' THEN ${OLDEST_AGE_YEARS} ELSE t.age::INTEGER END AS age_years,
      ${fileId} AS file_id, t.line
    FROM ${STAYS} t JOIN encounter e ON e.key = t.patientunitstayid
    WHERE t.fault = 0 ORDER BY e.id`;
}

export const UNIT_STAY_ROWS = `
  SELECT e.patient_id, e.id AS encounter_id, e.hospital_id,
    t.patienthealthsystemstayid::VARCHAR AS hospital_stay_key,
    (e.start_minute + t.hospitaladmitoffset)::INTEGER AS hospital_start_minute,
    t.hospitaladmitsource AS hospital_admission_source, t.unittype AS unit_type, t.unitstaytype AS stay_type,
    t.unitvisitnumber::INTEGER AS visit_number, ${expired('t.unitdischargestatus')} AS unit_expired
  FROM ${STAYS} t JOIN encounter e ON e.key = t.patientunitstayid
  WHERE t.fault = 0 ORDER BY e.patient_id, e.id`;
