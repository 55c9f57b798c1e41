import type { DuckDbSession } from '../duckdb-session.ts';
import { tableName } from '../load-table.ts';
import { OPEN_END } from '../timed-records/stays.ts';

const MINUTES_PER_DAY = 1440;
/** An emergency visit that ended so long before an admission led to it. */
const HANDOVER_MINUTES = 360;
/** A bed of a ward of a department of a hospital is as deep as stays are told. */
const MOST_LEVELS = 8;

const PATIENTS = tableName('Patient');
const ENCOUNTERS = tableName('Encounter');
const LOCATIONS = tableName('Location');

const dayOf = (minute: string): string => `floor(${minute} / ${MINUTES_PER_DAY}.0)::INTEGER`;

/** Beside what is staged, what the stays of a person take from them. Until when deaths are known FHIR does not say. */
export const PEOPLE = `
  SELECT id AS key, sex, CASE WHEN death IS NOT NULL THEN ${dayOf('death')} END AS dod,
    NULL::INTEGER AS death_followup_end, birth_day, deceased, death, death_timed, race, language, marital_status,
    file_id, line
  FROM ${PATIENTS} WHERE fault = 0`;

/**
 * Makes `fhir_stay`: every encounter with `stay_kind`, and with `admission`, the id of the outermost hospital stay that
 * it is part of, `NULL` for that stay itself.
 */
export async function createStayKinds(session: DuckDbSession): Promise<void> {
  await session.run(
    `CREATE TEMP VIEW fhir_encounter AS SELECT * FROM ${ENCOUNTERS} WHERE fault = 0 AND part = 0`,
  );
  await createAbove(session);
  await session.run(
    `CREATE TEMP TABLE fhir_stay AS
     WITH outermost AS (
       SELECT b.id, e.id AS admission
       FROM fhir_encounter e JOIN above b ON b.part_of = e.id AND b.patient_id = e.patient_id
       WHERE e.kind = 'hospital' AND e.id <> b.id
       QUALIFY row_number() OVER (PARTITION BY b.id ORDER BY b.levels DESC) = 1
     )
     SELECT e.*, o.admission, CASE
       WHEN o.admission IS NULL THEN CASE WHEN e.kind = 'hospital' THEN 'admission' ELSE 'other' END
       WHEN e.icu = 1 AND e.start_minute IS NOT NULL THEN 'icu_stay' ELSE 'other' END AS stay_kind
     FROM fhir_encounter e LEFT JOIN outermost o ON o.id = e.id`,
  );
}

/**
 * Makes `above`: what each encounter is part of, and what that is part of, so many levels up. Level by level: a recursive
 * query would hold all of them in memory.
 */
async function createAbove(session: DuckDbSession): Promise<void> {
  await session.run(
    `CREATE TEMP TABLE above AS
     SELECT id, patient_id, part_of, 1 AS levels FROM fhir_encounter WHERE part_of IS NOT NULL`,
  );
  for (let levels = 2; levels <= MOST_LEVELS; levels += 1) {
    await session.run(
      `INSERT INTO above SELECT b.id, b.patient_id, e.part_of, ${levels}
       FROM fhir_encounter e JOIN above b ON b.part_of = e.id
       WHERE b.levels = ${levels - 1} AND e.part_of IS NOT NULL`,
    );
  }
}

/**
 * Places in intensive care, of admissions none of whose own stays in intensive care is told as an encounter; beds that
 * follow upon each other are one stay, told by the first. By windows, which go to the disk where memory ends; texts that an
 * aggregate holds do not.
 */
const ICU_PLACES = `
  SELECT id AS admission, key, min(start_minute) OVER of_stay AS start_minute,
    CASE WHEN bool_and(end_minute IS NOT NULL) OVER of_stay THEN max(end_minute) OVER of_stay END AS end_minute,
    first_value(unit IGNORE NULLS) OVER of_stay AS unit, patient_id, file_id, line
  FROM (
    SELECT *, sum(begins) OVER (PARTITION BY id ORDER BY start_minute, part) AS stay
    FROM (
      SELECT t.*, coalesce(t.start_minute > max(coalesce(t.end_minute, ${OPEN_END})) OVER (
        PARTITION BY t.id ORDER BY t.start_minute, t.part ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING
      ), true)::INTEGER AS begins
      FROM ${ENCOUNTERS} t
      JOIN fhir_stay s ON s.id = t.id AND s.stay_kind = 'admission'
      LEFT JOIN ${LOCATIONS} l ON l.id = t.place AND l.fault = 0
      WHERE t.fault = 0 AND t.kind = 'place' AND (t.icu = 1 OR l.icu = 1)
        AND t.id NOT IN (SELECT admission FROM fhir_stay WHERE stay_kind = 'icu_stay')
    )
  )
  WINDOW of_stay AS (
    PARTITION BY id, stay ORDER BY part ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING
  )
  QUALIFY row_number() OVER of_stay = 1`;

/** An admission that says of itself that it is one to intensive care is a stay there as well, where no other is told. */
const ICU_ADMISSIONS = `
  SELECT id AS admission, id || '/icu' AS key, start_minute, end_minute, unit, patient_id, file_id, line
  FROM fhir_stay
  WHERE stay_kind = 'admission' AND icu = 1
    AND id NOT IN (SELECT admission FROM fhir_stay WHERE stay_kind = 'icu_stay')
    AND id NOT IN (SELECT admission FROM (${ICU_PLACES}))`;

/**
 * When an emergency visit began that led to an admission: it is said to be part of it, or it ended when that began, or a
 * few hours before.
 */
const EMERGENCY_STARTS = `
  SELECT a.id, min(v.start_minute) AS ed_start_minute
  FROM fhir_stay a JOIN fhir_stay v ON v.patient_id = a.patient_id AND v.start_minute <= a.start_minute
  WHERE a.stay_kind = 'admission' AND v.kind = 'emergency' AND (
    v.admission = a.id OR (v.admission IS NULL AND coalesce(v.end_minute, v.start_minute) >= a.start_minute - ${HANDOVER_MINUTES})
  )
  GROUP BY a.id`;

/**
 * Whether somebody died in a stay: as its discharge says it; else by the time of death, which counts to the end of the
 * stay, and where only its day is known to the day of that. Of the living, and of who died later, it is known that they
 * did not.
 */
const DIED = `
  CASE WHEN s.died IS NOT NULL THEN s.died = 1
    WHEN s.end_minute IS NULL THEN NULL
    WHEN p.death IS NULL THEN CASE WHEN p.deceased = 1 THEN NULL ELSE false END
    WHEN p.death_timed = 1 THEN p.death BETWEEN s.start_minute AND s.end_minute
    ELSE ${dayOf('p.death')} BETWEEN ${dayOf('s.start_minute')} AND ${dayOf('s.end_minute')} END`;

const AGE = `
  date_sub('year', DATE '1970-01-01' + p.birth_day::INTEGER, DATE '1970-01-01' + ${dayOf('s.start_minute')})`;

/** All stays; the people are numbered by then. */
export const STAYS = `
  SELECT s.key, p.key AS patient_key, s.stay_kind AS kind, s.admission AS parent_key, s.start_minute, s.end_minute,
    v.ed_start_minute, s.died, CASE WHEN s.died AND p.death_timed = 1 THEN p.death END AS death_minute,
    s.admission_type, s.admission_location, s.discharge_location, NULL::VARCHAR AS insurance, p.language,
    p.marital_status, p.race, s.unit AS first_unit, ${AGE} AS age_years, s.file_id, s.line
  FROM (
    SELECT s.* REPLACE (${DIED} AS died) FROM fhir_stay s JOIN patient p ON p.id = s.patient_id
    UNION ALL BY NAME
    SELECT *, 'icu_stay' AS stay_kind FROM (${ICU_PLACES} UNION ALL BY NAME ${ICU_ADMISSIONS})
  ) s
  JOIN patient p ON p.id = s.patient_id
  LEFT JOIN (${EMERGENCY_STARTS}) v ON v.id = s.id`;
