import { tableName } from '../load-table.ts';
import { literal } from '../sql-literal.ts';
import { diedDuring, minuteOfDeath, saysDied, type StayEnd } from '../timed-records/died-during.ts';
import { ageAt } from '../timed-records/age.ts';
import { DEATH, PERSON, RACES } from './people-tables.ts';
import { FIRST_UNITS } from './units.ts';
import { DIED, HOSPICE, PLACES } from './visit-concepts.ts';
import { CARE_SITE, VISIT_OCCURRENCE } from './visit-tables.ts';
import { wordOf } from './word-of.ts';

const PLACE_FROM =
  `coalesce(v.admitted_from_source_value, v.admitting_source_value, ` +
  `${wordOf('coalesce(v.admitted_from_concept_id, v.admitting_source_concept_id)', PLACES)})`;

const TO_CONCEPT = 'nullif(coalesce(v.discharged_to_concept_id, v.discharge_to_concept_id), 0)';
const TO_WORDS = 'coalesce(v.discharged_to_source_value, v.discharge_to_source_value)';
const IS_TO_HOSPICE = `${TO_CONCEPT} = ${HOSPICE} OR ${TO_WORDS} ILIKE '%hospice%'`;
const PLACE_TO =
  `CASE WHEN ${IS_TO_HOSPICE} THEN ${literal(PLACES[HOSPICE] ?? '')} ` +
  `ELSE coalesce(${TO_WORDS}, ${wordOf(TO_CONCEPT, PLACES)}) END`;

/** How a visit `v` ended, of a person whose death is `d`. */
function endOfVisit(deathsAreKnown: boolean): StayEnd {
  return {
    start: 'v.start_minute',
    end: 'v.end_minute',
    deathMinute: 'd.death_datetime',
    deathDay: 'd.death_date',
    saysDied: `${TO_CONCEPT} IN (${DIED.join(', ')}) OR ${saysDied(TO_WORDS)}`,
    saysHow: `${TO_CONCEPT} IS NOT NULL OR ${TO_WORDS} IS NOT NULL`,
    deathsAreKnown,
  };
}

const RACE = `coalesce(p.race_source_value, ${wordOf('p.race_concept_id', RACES)})`;

/** Every visit; those that are no admission are there for what points to them. */
export function stays(deathsAreKnown: boolean): string {
  const died = diedDuring(endOfVisit(deathsAreKnown));
  return `
    SELECT v.visit_occurrence_id AS key, v.person_id AS patient_key,
      CASE WHEN k.admission_type IS NULL THEN 'other' ELSE 'admission' END AS kind, v.start_minute, v.end_minute,
      x.start_minute AS ed_start_minute, CASE WHEN ${died} THEN ${minuteOfDeath('d.death_datetime')} END AS death_minute, ${died} AS died,
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
