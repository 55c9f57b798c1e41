import type { DuckDbSession } from '../duckdb-session.ts';
import { ageAt } from '../timed-records/age.ts';
import { diedDuring, minuteOfDeath, saysDied } from '../timed-records/died-during.ts';

/** Rows that begin and end a kind of stay, and the column that names it. */
interface Kind {
  readonly table: string;
  readonly begins: string;
  readonly ends: string;
  readonly key: 'stay_key' | 'icustay_id';
}

const ADMISSION: Kind = { table: 'begun_admission', begins: 'admission', ends: 'discharge', key: 'stay_key' };
const ICU_STAY: Kind = {
  table: 'begun_icu_stay',
  begins: 'icu_admission',
  ends: 'icu_discharge',
  key: 'icustay_id',
};

/**
 * Makes a table of stays with their end: the row that names the same stay, or the first before the next stay of the
 * person. A stay without a name of its own gets that of the person and its number.
 */
async function createSpans(session: DuckDbSession, { table, begins, ends, key }: Kind): Promise<void> {
  await session.run(
    `CREATE TEMP TABLE ${table}_row AS
     SELECT *, coalesce(${key}, subject_id || ' ' || row_number() OVER w) AS key, lag(time) OVER w AS before,
       lead(time) OVER w AS after
     FROM (
       SELECT * FROM meds_row WHERE use = '${begins}' AND time IS NOT NULL
       QUALIFY row_number() OVER (PARTITION BY subject_id, coalesce(${key}, time::VARCHAR) ORDER BY time, file_id, line) = 1
     )
     WINDOW w AS (PARTITION BY subject_id ORDER BY time, file_id, line)`,
  );
  await session.run(
    `CREATE TEMP TABLE ${table} AS
     SELECT a.*, CASE WHEN f.found.at >= a.time THEN f.found.at END AS end_minute, f.found.place AS place,
       f.found.at < a.time AS ends_before
     FROM ${table}_row a LEFT JOIN (
       SELECT a.subject_id, a.key, struct_pack(at := x.time, place := x.rest) AS found
       FROM ${table}_row a JOIN (SELECT * FROM meds_row WHERE use = '${ends}' AND time IS NOT NULL) x
         ON x.subject_id = a.subject_id AND (x.${key} = a.${key} OR (
           (x.${key} IS NULL OR a.${key} IS NULL) AND x.time BETWEEN a.time AND coalesce(a.after, x.time)))
       QUALIFY row_number() OVER (
         PARTITION BY a.subject_id, a.key ORDER BY x.${key} IS DISTINCT FROM a.${key}, x.time, x.file_id, x.line) = 1
     ) f ON f.subject_id = a.subject_id AND f.key = a.key`,
  );
}

/** Makes the tables of admissions and of stays in intensive care. */
export async function createBegunStays(session: DuckDbSession): Promise<void> {
  await createSpans(session, ADMISSION);
  await createSpans(session, ICU_STAY);
}

/** Stays whose end lies before their start, and rows that begin a stay once more, by file. */
export const ENDS_BEFORE = `
  SELECT file_id, count(*) AS n FROM (
    SELECT file_id FROM begun_admission WHERE ends_before UNION ALL SELECT file_id FROM begun_icu_stay WHERE ends_before
  ) GROUP BY file_id`;
export const BEGUN_AGAIN = `
  SELECT file_id, count(*) AS n FROM meds_row WHERE time IS NOT NULL AND use IN ('${ADMISSION.begins}', '${ICU_STAY.begins}')
    AND (file_id, line) NOT IN (
      SELECT (file_id, line) FROM begun_admission UNION ALL SELECT (file_id, line) FROM begun_icu_stay)
  GROUP BY file_id`;

/** How MIMIC_IV_MEDS writes that a step of a code is not known. */
const UNKNOWN = 'UNK';

/** A step of what a code says, from 1. */
function step(row: string, number: number): string {
  return `nullif(nullif(string_split(${row}.rest, '//')[${number}], '${UNKNOWN}'), '')`;
}

/** Three days: a registration in an emergency room longer before an admission did not lead to it. */
const LONGEST_EMERGENCY_MINUTES = 3 * 1440;

const EMERGENCIES = `
  SELECT a.subject_id, a.key, max(x.time) AS start_minute
  FROM begun_admission a JOIN (SELECT * FROM meds_row WHERE use = 'emergency') x
    ON x.subject_id = a.subject_id AND x.time < a.time AND x.time >= a.time - ${LONGEST_EMERGENCY_MINUTES}
      AND x.time > coalesce(a.before, x.time - 1)
  GROUP BY a.subject_id, a.key`;

/** By windows, which go to the disk where memory ends; texts that an aggregate holds do not. */
const FIRST_UNITS = `
  SELECT subject_id, stay_key, rest AS unit
  FROM meds_row WHERE use = 'unit' AND stay_key IS NOT NULL AND rest IS NOT NULL
  QUALIFY row_number() OVER (PARTITION BY subject_id, stay_key ORDER BY time, file_id, line) = 1`;

/** Every admission. */
export function stays(deathsAreKnown: boolean): string {
  const place = `nullif(v.place, '${UNKNOWN}')`;
  const died = diedDuring({
    start: 'v.time',
    end: 'v.end_minute',
    deathMinute: 'p.death_minute',
    deathDay: 'floor(p.death_minute / 1440)',
    saysDied: saysDied(place),
    saysHow: `${place} IS NOT NULL`,
    deathsAreKnown,
  });
  return `
    SELECT v.key, v.subject_id AS patient_key, 'admission' AS kind, v.time AS start_minute, v.end_minute,
      x.start_minute AS ed_start_minute, CASE WHEN ${died} THEN ${minuteOfDeath('p.death_minute')} END AS death_minute,
      ${died} AS died, ${step('v', 1)} AS admission_type, ${step('v', 2)} AS admission_location,
      ${place} AS discharge_location, v.insurance, v.language, v.marital_status, coalesce(v.race, p.race) AS race,
      u.unit AS first_unit, ${ageAt('v.time')} AS age_years, v.file_id, v.line
    FROM begun_admission v
    JOIN person_fact p ON p.subject_id = v.subject_id
    LEFT JOIN (${EMERGENCIES}) x ON x.subject_id = v.subject_id AND x.key = v.key
    LEFT JOIN (${FIRST_UNITS}) u ON u.subject_id = v.subject_id AND u.stay_key = v.stay_key`;
}

/** Every stay in intensive care. */
export const ICU_STAYS = `
  SELECT v.key, v.subject_id AS patient_key, 'icu_stay' AS kind, v.time AS start_minute, v.end_minute,
    NULL::INTEGER AS ed_start_minute, NULL::INTEGER AS death_minute, NULL::BOOLEAN AS died,
    NULL::VARCHAR AS admission_type, NULL::VARCHAR AS admission_location, NULL::VARCHAR AS discharge_location,
    NULL::VARCHAR AS insurance, NULL::VARCHAR AS language, NULL::VARCHAR AS marital_status, NULL::VARCHAR AS race,
    ${step('v', 1)} AS first_unit, ${ageAt('v.time')} AS age_years, v.file_id, v.line, v.stay_key AS parent_key
  FROM begun_icu_stay v JOIN person_fact p ON p.subject_id = v.subject_id`;
