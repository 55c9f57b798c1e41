import { tableName } from '../load-table.ts';
import { literal } from '../sql-literal.ts';
import { ageAt } from './age.ts';
import { DEATH, PERSON, RACES } from './people-tables.ts';
import { FIRST_UNITS } from './units.ts';
import { DIED, DIED_WORDS, HOSPICE, PLACES } from './visit-concepts.ts';
import { CARE_SITE, VISIT_OCCURRENCE } from './visit-tables.ts';
import { wordOf } from './word-of.ts';

const MINUTES_PER_DAY = 1440;

const PLACE_FROM =
  `coalesce(v.admitted_from_source_value, v.admitting_source_value, ` +
  `${wordOf('coalesce(v.admitted_from_concept_id, v.admitting_source_concept_id)', PLACES)})`;

const TO_CONCEPT = 'nullif(coalesce(v.discharged_to_concept_id, v.discharge_to_concept_id), 0)';
const TO_WORDS = 'coalesce(v.discharged_to_source_value, v.discharge_to_source_value)';
const IS_TO_HOSPICE = `${TO_CONCEPT} = ${HOSPICE} OR ${TO_WORDS} ILIKE '%hospice%'`;
const PLACE_TO =
  `CASE WHEN ${IS_TO_HOSPICE} THEN ${literal(PLACES[HOSPICE] ?? '')} ` +
  `ELSE coalesce(${TO_WORDS}, ${wordOf(TO_CONCEPT, PLACES)}) END`;

const DISCHARGED_DEAD = `${TO_CONCEPT} IN (${DIED.join(', ')}) OR regexp_matches(${TO_WORDS}, '${DIED_WORDS}', 'i')`;
const DISCHARGE_IS_SAID = `${TO_CONCEPT} IS NOT NULL OR ${TO_WORDS} IS NOT NULL`;
const DIED_DURING_DAYS = `d.death_date BETWEEN floor(v.start_minute / ${MINUTES_PER_DAY}) AND floor(v.end_minute / ${MINUTES_PER_DAY})`;
/** The minute of death; a midnight is the day alone. */
const DEATH_MINUTE = `CASE WHEN d.death_datetime % ${MINUTES_PER_DAY} <> 0 THEN d.death_datetime END`;

/**
 * Whether the person died during a visit: as its end says; else by the time of death, or by its day where that is all
 * that is known and the end does not say otherwise.
 */
function diedDuring(deathsAreKnown: boolean): string {
  const otherwise = deathsAreKnown ? 'false' : `CASE WHEN ${DISCHARGE_IS_SAID} THEN false END`;
  return (
    `CASE WHEN ${DISCHARGED_DEAD} THEN true ` +
    `WHEN ${DEATH_MINUTE} BETWEEN v.start_minute AND v.end_minute THEN true ` +
    `WHEN ${DIED_DURING_DAYS} AND (${DISCHARGE_IS_SAID}) IS NOT TRUE THEN true ` +
    `WHEN v.end_minute IS NOT NULL THEN ${otherwise} END`
  );
}

const RACE = `coalesce(p.race_source_value, ${wordOf('p.race_concept_id', RACES)})`;

/** Every visit; those that are no admission are there for what points to them. */
export function stays(deathsAreKnown: boolean): string {
  const died = diedDuring(deathsAreKnown);
  return `
    SELECT v.visit_occurrence_id AS key, v.person_id AS patient_key,
      CASE WHEN k.admission_type IS NULL THEN 'other' ELSE 'admission' END AS kind, v.start_minute, v.end_minute,
      x.start_minute AS ed_start_minute, CASE WHEN ${died} THEN ${DEATH_MINUTE} END AS death_minute, ${died} AS died,
      k.admission_type, ${PLACE_FROM} AS admission_location, ${PLACE_TO} AS discharge_location,
      NULL::VARCHAR AS insurance, NULL::VARCHAR AS language, NULL::VARCHAR AS marital_status,
      coalesce(u.unit, s.care_site_name) AS first_unit, ${RACE} AS race,
      ${ageAt('v.start_minute')} AS age_years, v.file_id, v.line
    FROM ${tableName(VISIT_OCCURRENCE.table)} v
    JOIN kind_of_visit k ON k.visit_occurrence_id = v.visit_occurrence_id
    JOIN ${tableName(PERSON.table)} p ON p.person_id = v.person_id AND p.fault = 0
    LEFT JOIN ${tableName(DEATH.table)} d ON d.person_id = v.person_id AND d.fault = 0
    LEFT JOIN ${tableName(CARE_SITE.table)} s ON s.care_site_id = v.care_site_id AND s.fault = 0
    LEFT JOIN emergency_start x ON x.visit_occurrence_id = v.visit_occurrence_id
    LEFT JOIN (${FIRST_UNITS}) u ON u.visit_occurrence_id = v.visit_occurrence_id
    WHERE v.fault = 0`;
}
