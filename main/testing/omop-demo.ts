import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { DuckDbSession } from '../records/importers/duckdb-session.ts';
import { literal } from '../records/importers/sql-literal.ts';
import { demoTable } from './mimic-demo-sql.ts';

export type OmopFormat = 'csv' | 'parquet';

/** Kinds of visit for MIMIC-IV's kinds of admission. */
const VISIT_CONCEPT = `CASE WHEN admission_type IN ('EU OBSERVATION', 'AMBULATORY OBSERVATION', 'DIRECT OBSERVATION')
  THEN 581385 WHEN admission_type IN ('EW EMER.', 'DIRECT EMER.', 'URGENT') THEN 262 ELSE 9201 END`;

/** The open MIMIC-IV demo in the form of OMOP 5.4, without a vocabulary: people, visits, deaths, codes, drugs and labs. */
const TABLES: Readonly<Record<string, string>> = {
  person: `
    SELECT subject_id AS person_id, CASE gender WHEN 'F' THEN 8532 ELSE 8507 END AS gender_concept_id,
      anchor_year - anchor_age AS year_of_birth, NULL::INTEGER AS month_of_birth, NULL::INTEGER AS day_of_birth,
      NULL::TIMESTAMP AS birth_datetime, 0 AS race_concept_id, 0 AS ethnicity_concept_id,
      gender AS gender_source_value
    FROM ${demoTable('hosp/patients')} ORDER BY subject_id`,
  death: `
    SELECT p.subject_id AS person_id, p.dod AS death_date, max(a.deathtime) AS death_datetime,
      32817 AS death_type_concept_id
    FROM ${demoTable('hosp/patients')} p LEFT JOIN ${demoTable('hosp/admissions')} a USING (subject_id)
    WHERE p.dod IS NOT NULL GROUP BY p.subject_id, p.dod ORDER BY p.subject_id`,
  observation_period: `
    SELECT subject_id AS observation_period_id, subject_id AS person_id,
      min(admittime)::DATE AS observation_period_start_date,
      max(dischtime)::DATE + 365 AS observation_period_end_date, 32817 AS period_type_concept_id
    FROM ${demoTable('hosp/admissions')} GROUP BY subject_id ORDER BY subject_id`,
  // The emergency department before an admission is a visit of its own, which ends when the admission begins or later.
  visit_occurrence: `
    SELECT * FROM (
      SELECT hadm_id AS visit_occurrence_id, subject_id AS person_id, ${VISIT_CONCEPT} AS visit_concept_id,
        admittime::DATE AS visit_start_date, admittime AS visit_start_datetime, dischtime::DATE AS visit_end_date,
        dischtime AS visit_end_datetime, 32817 AS visit_type_concept_id, 1 AS care_site_id,
        admission_location AS admitted_from_source_value,
        CASE discharge_location WHEN 'DIED' THEN 4216643 ELSE 0 END AS discharged_to_concept_id,
        discharge_location AS discharged_to_source_value
      FROM ${demoTable('hosp/admissions')}
      UNION ALL
      SELECT -hadm_id, subject_id, 9203, edregtime::DATE, edregtime, greatest(edouttime, admittime)::DATE,
        greatest(edouttime, admittime), 32817, 1, NULL, 0, NULL
      FROM ${demoTable('hosp/admissions')} WHERE edregtime < admittime
    ) ORDER BY person_id, visit_start_datetime, visit_occurrence_id`,
  visit_detail: `
    SELECT stay_id AS visit_detail_id, subject_id AS person_id, 32037 AS visit_detail_concept_id,
      intime::DATE AS visit_detail_start_date, intime AS visit_detail_start_datetime,
      outtime::DATE AS visit_detail_end_date, outtime AS visit_detail_end_datetime,
      32817 AS visit_detail_type_concept_id, hadm_id AS visit_occurrence_id
    FROM ${demoTable('icu/icustays')} ORDER BY subject_id, intime`,
  care_site: `SELECT 1 AS care_site_id, 'BIDMC' AS care_site_name`,
  condition_occurrence: `
    SELECT row_number() OVER (ORDER BY hadm_id, seq_num) AS condition_occurrence_id, d.subject_id AS person_id,
      0 AS condition_concept_id, a.dischtime::DATE AS condition_start_date,
      a.dischtime AS condition_start_datetime, 32821 AS condition_type_concept_id, hadm_id AS visit_occurrence_id,
      icd_code AS condition_source_value, 0 AS condition_source_concept_id
    FROM ${demoTable('hosp/diagnoses_icd')} d JOIN ${demoTable('hosp/admissions')} a USING (hadm_id) ORDER BY 1`,
  procedure_occurrence: `
    SELECT row_number() OVER (ORDER BY hadm_id, seq_num) AS procedure_occurrence_id, subject_id AS person_id,
      0 AS procedure_concept_id, chartdate AS procedure_date, chartdate::TIMESTAMP AS procedure_datetime,
      32821 AS procedure_type_concept_id, hadm_id AS visit_occurrence_id, icd_code AS procedure_source_value,
      0 AS procedure_source_concept_id
    FROM ${demoTable('hosp/procedures_icd')} ORDER BY 1`,
  drug_exposure: `
    SELECT row_number() OVER (ORDER BY pharmacy_id, drug_type, drug) AS drug_exposure_id, subject_id AS person_id,
      0 AS drug_concept_id, starttime::DATE AS drug_exposure_start_date, starttime AS drug_exposure_start_datetime,
      coalesce(stoptime, starttime)::DATE AS drug_exposure_end_date, 32838 AS drug_type_concept_id,
      hadm_id AS visit_occurrence_id, drug AS drug_source_value, 0 AS drug_source_concept_id
    FROM ${demoTable('hosp/prescriptions')} WHERE starttime IS NOT NULL ORDER BY 1`,
  measurement: `
    SELECT labevent_id AS measurement_id, subject_id AS person_id, 0 AS measurement_concept_id,
      charttime::DATE AS measurement_date, charttime AS measurement_datetime, 32856 AS measurement_type_concept_id,
      NULL::INTEGER AS operator_concept_id, valuenum AS value_as_number, NULL::INTEGER AS value_as_concept_id,
      0 AS unit_concept_id, ref_range_lower AS range_low, ref_range_upper AS range_high,
      hadm_id AS visit_occurrence_id, itemid::VARCHAR AS measurement_source_value, valueuom AS unit_source_value,
      value AS value_source_value
    FROM ${demoTable('hosp/labevents')} ORDER BY 1`,
};

/** Writes the demo into a folder, one file a table. */
export async function writeOmopDemo(folder: string, format: OmopFormat): Promise<string> {
  mkdirSync(folder, { recursive: true });
  const session = await DuckDbSession.open({});
  try {
    for (const [table, query] of Object.entries(TABLES)) {
      const file = literal(path.join(folder, `${table}.${format}`));
      await session.run(`COPY (${query}) TO ${file} (FORMAT ${format})`);
    }
  } finally {
    session.close();
  }
  return folder;
}
