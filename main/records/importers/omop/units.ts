import type { DuckDbSession } from '../duckdb-session.ts';
import { tableName } from '../load-table.ts';
import { ageAt } from '../timed-records/age.ts';
import { PERSON } from './people-tables.ts';
import { ADMISSION_TYPES, EMERGENCY_ROOM, INTENSIVE_CARE, INTENSIVE_CARE_NAME } from './visit-concepts.ts';
import { CARE_SITE, VISIT_DETAIL, VISIT_OCCURRENCE } from './visit-tables.ts';

const DETAILS = tableName(VISIT_DETAIL.table);
const VISITS = tableName(VISIT_OCCURRENCE.table);
const SITES = tableName(CARE_SITE.table);

const IS_INTENSIVE = `d.visit_detail_concept_id IN (${INTENSIVE_CARE.join(', ')}) OR regexp_matches(s.care_site_name, '${INTENSIVE_CARE_NAME}', 'i')`;
/** Whole visits that are intensive care, which are a stay in a unit of themselves. */
const INTENSIVE_VISITS = INTENSIVE_CARE.filter((concept) => concept in ADMISSION_TYPES);

/** Makes the table `in_unit` of the stretches that people spent in a unit, each part of a visit. */
export async function createUnits(session: DuckDbSession): Promise<void> {
  await session.run(
    `CREATE TEMP TABLE in_unit AS
     SELECT d.visit_detail_id::VARCHAR AS key, d.person_id, d.visit_occurrence_id, d.start_minute, d.end_minute,
       s.care_site_name AS unit, (${IS_INTENSIVE}) IS TRUE AS is_intensive,
       (d.visit_detail_concept_id IN (${EMERGENCY_ROOM.join(', ')})) IS TRUE AS is_emergency, d.file_id, d.line
     FROM ${DETAILS} d LEFT JOIN ${SITES} s ON s.care_site_id = d.care_site_id AND s.fault = 0
     WHERE d.fault = 0
     UNION ALL
     SELECT 'visit ' || v.visit_occurrence_id, v.person_id, v.visit_occurrence_id, v.start_minute, v.end_minute,
       s.care_site_name, true, false, v.file_id, v.line
     FROM ${VISITS} v LEFT JOIN ${SITES} s ON s.care_site_id = v.care_site_id AND s.fault = 0
     WHERE v.fault = 0 AND v.visit_concept_id IN (${INTENSIVE_VISITS.join(', ')})`,
  );
}

/**
 * The unit to which each visit admitted: the first that is not the emergency room, else that. By windows, which go to the disk where
 * memory ends; texts that an aggregate holds do not.
 */
export const FIRST_UNITS = `
  SELECT visit_occurrence_id, unit FROM in_unit WHERE unit IS NOT NULL
  QUALIFY row_number() OVER (PARTITION BY visit_occurrence_id ORDER BY is_emergency, start_minute, key) = 1`;

/** Parts of visits that say neither of intensive care nor in which unit they were, by file. */
export const UNUSED_DETAILS = `
  SELECT file_id, count(*) AS n FROM in_unit WHERE NOT is_intensive AND unit IS NULL GROUP BY file_id`;

const LASTS = 2_147_483_647;
/** Stretches follow each other where the next begins within the minute in which the last ends. */
const FOLLOWS = `start_minute <= max(coalesce(end_minute, ${LASTS} - 1)) OVER (
  PARTITION BY person_id, visit_occurrence_id ORDER BY start_minute, key
  ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING) + 1`;

/**
 * Stays in intensive care: stretches of a visit that follow each other, from unit to unit, are one, told by the first. By
 * windows, as `FIRST_UNITS`.
 */
export const ICU_STAYS = `
  SELECT i.key, i.person_id AS patient_key, 'icu_stay' AS kind, i.start_minute,
    nullif(max(coalesce(i.end_minute, ${LASTS})) OVER of_stay, ${LASTS}) AS end_minute,
    NULL::INTEGER AS ed_start_minute, NULL::INTEGER AS death_minute, NULL::BOOLEAN AS died,
    NULL::VARCHAR AS admission_type, NULL::VARCHAR AS admission_location, NULL::VARCHAR AS discharge_location,
    NULL::VARCHAR AS insurance, NULL::VARCHAR AS language, NULL::VARCHAR AS marital_status, NULL::VARCHAR AS race,
    first_value(i.unit IGNORE NULLS) OVER of_stay AS first_unit, ${ageAt('i.start_minute')} AS age_years,
    i.file_id, i.line, i.visit_occurrence_id AS parent_key
  FROM (
    SELECT *, sum(begins) OVER (PARTITION BY person_id, visit_occurrence_id ORDER BY start_minute, key) AS stay
    FROM (SELECT *, (${FOLLOWS} IS NOT TRUE)::INTEGER AS begins FROM in_unit WHERE is_intensive)
  ) i
  JOIN ${tableName(PERSON.table)} p ON p.person_id = i.person_id AND p.fault = 0
  WINDOW of_stay AS (
    PARTITION BY i.person_id, i.visit_occurrence_id, i.stay ORDER BY i.start_minute, i.key
    ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING
  )
  QUALIFY row_number() OVER of_stay = 1`;
