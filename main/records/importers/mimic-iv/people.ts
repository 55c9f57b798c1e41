import type { DuckDbSession } from '../duckdb-session.ts';
import { areOf, type PatientRows } from '../patient-ranges.ts';

/** MIMIC-IV 2.0 and later knows deaths up to one year after a patient's last discharge. */
const FOLLOWUP_DAYS = 365;
const MINUTES_PER_DAY = 1440;

/** Numbers the people; events find theirs by `key`, the subject_id. */
export async function createPatients(session: DuckDbSession): Promise<void> {
  await session.run(
    `CREATE TEMP TABLE patient AS
     SELECT row_number() OVER (ORDER BY subject_id)::INTEGER AS id, subject_id AS key, anchor_age, anchor_year
     FROM hosp_patients WHERE fault = 0`,
  );
}

/** Numbers the admissions, a person's together and by time; events find theirs by `key`, the hadm_id. */
export async function createAdmissions(session: DuckDbSession): Promise<void> {
  await session.run(
    `CREATE TEMP TABLE encounter AS
     SELECT row_number() OVER (ORDER BY patient_id, admittime, hadm_id)::INTEGER AS id, hadm_id AS key, patient_id,
       least(admittime, coalesce(edregtime, admittime)) AS from_minute, dischtime AS end_minute
     FROM hosp_admissions WHERE fault = 0`,
  );
}

/**
 * Rows of `patient`.
 * @param fileId id of `hosp/patients`.
 * @param laterDeaths whether the release knows of deaths after the last discharge.
 */
export function patientRows(fileId: number, laterDeaths: boolean): string {
  const lastDay = `
      (SELECT max(a.dischtime) FROM hosp_admissions a WHERE a.patient_id = p.id AND a.fault = 0)
        // ${MINUTES_PER_DAY} + ${FOLLOWUP_DAYS}`;
  return `
    SELECT p.id, 1 AS source_id, t.subject_id::VARCHAR AS source_key,
      CASE WHEN t.gender IN ('F', 'M') THEN t.gender END AS sex,
      t.anchor_age::INTEGER AS anchor_age, t.anchor_year::INTEGER AS anchor_year, t.anchor_year_group, t.dod,
      ${laterDeaths ? lastDay : 'NULL::INTEGER'} AS death_followup_end,
      ${fileId} AS file_id, t.line
    FROM hosp_patients t JOIN patient p ON p.key = t.subject_id
    WHERE t.fault = 0 ORDER BY p.id`;
}

/** Age at a minute: MIMIC-IV gives the age in one year of the person's shifted calendar. */
function ageAt(minute: string): string {
  return `(p.anchor_age + year(DATE '1970-01-01' + (${minute} // ${MINUTES_PER_DAY})::INTEGER) - p.anchor_year)::INTEGER`;
}

/** Ids of `encounter`, the first and the last. */
type AdmissionRange = readonly [first: number, last: number];

/** What is known of an admission's units takes memory until they are sorted, so no more than these are at once. */
const MOST_SORTED = 100_000;

/** Ranges of the numbered admissions that cover all of them, in order. */
export async function admissionRanges(
  session: DuckDbSession,
  mostSorted = MOST_SORTED,
): Promise<AdmissionRange[]> {
  const admissions = await session.number('SELECT count(*) FROM encounter');
  return Array.from({ length: Math.ceil(admissions / mostSorted) }, (_, part) => [
    part * mostSorted + 1,
    Math.min(admissions, (part + 1) * mostSorted),
  ]);
}

/**
 * Rows of `encounter` for some admissions. The first unit is the one admitted to; where the transfers do not tell, the
 * unit of the first ICU stay.
 * @param fileId id of `hosp/admissions`.
 */
export function admissionRows(fileId: number, [first, last]: AdmissionRange): string {
  const inRange = `BETWEEN ${first} AND ${last}`;
  return `
    SELECT e.id, 1 AS source_id, t.patient_id, NULL::INTEGER AS parent_id, 'admission' AS kind,
      t.hadm_id::VARCHAR AS source_key, t.admittime AS start_minute, t.dischtime AS end_minute,
      t.edregtime AS ed_start_minute, t.edouttime AS ed_end_minute, t.deathtime AS death_minute,
      t.hospital_expire_flag::INTEGER AS hospital_expire_flag, t.admission_type, t.admission_location,
      t.discharge_location, t.insurance, t.language, t.marital_status, t.race,
      coalesce(u.unit, i.unit) AS first_unit, ${ageAt('t.admittime')} AS age_years, ${fileId} AS file_id, t.line
    FROM hosp_admissions t
    JOIN encounter e ON e.key = t.hadm_id
    JOIN patient p ON p.id = t.patient_id
    LEFT JOIN (
      SELECT encounter_id, arg_min(careunit, (intime, line)) AS unit FROM hosp_transfers
      WHERE fault = 0 AND eventtype = 'admit' AND encounter_id ${inRange} GROUP BY encounter_id
    ) u ON u.encounter_id = e.id
    LEFT JOIN (
      SELECT encounter_id, arg_min(first_careunit, (intime, line)) AS unit FROM icu_icustays
      WHERE fault = 0 AND encounter_id ${inRange} GROUP BY encounter_id
    ) i ON i.encounter_id = e.id
    WHERE t.fault = 0 AND e.id ${inRange} ORDER BY e.id`;
}

/** Rows of `encounter` for ICU stays, numbered behind the admissions. @param fileId id of `icu/icustays`. */
export function icuStayRows(fileId: number): string {
  return `
    SELECT ((SELECT count(*) FROM encounter) + row_number() OVER (ORDER BY t.patient_id, t.intime, t.stay_id))::INTEGER
        AS id,
      1 AS source_id, t.patient_id, t.encounter_id AS parent_id, 'icu_stay' AS kind,
      t.stay_id::VARCHAR AS source_key, t.intime AS start_minute, t.outtime AS end_minute,
      t.first_careunit AS first_unit, ${ageAt('t.intime')} AS age_years, ${fileId} AS file_id, t.line
    FROM icu_icustays t JOIN patient p ON p.id = t.patient_id
    WHERE t.fault = 0 ORDER BY id`;
}

/** Rows of `transfer`. @param fileId id of `hosp/transfers`. */
export function transferRows(fileId: number): PatientRows {
  return {
    table: 'transfer',
    from: 'hosp_transfers WHERE fault = 0',
    query: (range) => `
      SELECT t.patient_id, ${fileId} AS file_id, t.line, t.encounter_id, t.eventtype AS event, t.careunit AS unit,
        t.intime AS start_minute, t.outtime AS end_minute
      FROM hosp_transfers t WHERE t.fault = 0 AND ${areOf(range)} ORDER BY t.patient_id, t.line`,
  };
}
