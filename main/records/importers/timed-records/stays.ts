import { type ImportWork, stageAll } from '../import-work.ts';
import type { DuckDbSession } from '../duckdb-session.ts';
import { dayEnd, isMidnight } from './midnight.ts';
import type { TimedRecords } from './timed-records.ts';

/** Numbers the people; rows find theirs by `key`. */
export async function createPeople(
  session: DuckDbSession,
  { people }: Pick<TimedRecords, 'people'>,
): Promise<void> {
  await session.run(
    `CREATE TEMP TABLE patient AS
     SELECT row_number() OVER (ORDER BY key)::INTEGER AS id, * FROM (${people})`,
  );
}

/** Later than any stay: the end of one that lasts. */
export const OPEN_END = 2_147_483_647;

/**
 * Numbers the stays, visits that no task is about among them, for rows may point to those as well. `admission_of` says
 * to which admission each belongs: its own, the one it is part of, or the one during which it started.
 */
export async function createStays(session: DuckDbSession, records: Stays): Promise<void> {
  await session.run(
    `CREATE TEMP TABLE encounter AS
     SELECT row_number() OVER (ORDER BY p.id, s.start_minute, s.key, s.source_key)::INTEGER AS id,
       p.id AS patient_id, coalesce(s.ed_start_minute, s.start_minute) AS from_minute, s.* EXCLUDE (patient_key)
     FROM (${allStays(records)}) s JOIN patient p ON p.key = s.patient_key`,
  );
  await session.run(
    `CREATE TEMP TABLE admission AS
     SELECT id, patient_id, from_minute, coalesce(end_minute, ${OPEN_END}) AS end_minute
     FROM encounter WHERE kind = 'admission'`,
  );
  await session.run(
    `CREATE TEMP TABLE admission_of AS
     SELECT e.id AS encounter_id, CASE WHEN e.kind = 'admission' THEN e.id WHEN w.id IS NOT NULL THEN w.id
       WHEN e.start_minute <= a.end_minute THEN a.id END AS admission_id
     FROM encounter e
     LEFT JOIN encounter w ON w.key = e.parent_key AND w.kind = 'admission' AND w.patient_id = e.patient_id
     ASOF LEFT JOIN admission a ON a.patient_id = e.patient_id AND e.start_minute >= a.from_minute`,
  );
}

type Stays = Pick<TimedRecords, 'stays' | 'unnamedStays'>;

/** Most sources do not say which stay a stay is part of. */
const PARENTLESS = 'SELECT NULL::VARCHAR AS parent_key WHERE false';

function allStays({ stays, unnamedStays }: Stays): string {
  const named = `SELECT *, key::VARCHAR AS source_key FROM (${stays})`;
  const unnamed = `SELECT * REPLACE (NULL AS key), key::VARCHAR AS source_key FROM (${unnamedStays})`;
  const all = unnamedStays === undefined ? [named] : [named, unnamed];
  return [...all, PARENTLESS].join(' UNION ALL BY NAME ');
}

/** The last minute of the day where a time is midnight, for that may stand for the day alone. */
function lastMinute(minute: string): string {
  return `CASE WHEN ${isMidnight(minute)} THEN ${dayEnd(minute)} ELSE ${minute} END`;
}

/**
 * Rows `t` with `a.admission_id`, the admission of the stay they name, and with `w`, the latest of the person's
 * admissions to start before `minute`, or on its day where that is midnight.
 */
export function withAdmissions(view: string, minute: string): string {
  return (
    `${view} t LEFT JOIN admission_of a ON a.encounter_id = t.encounter_id ` +
    `ASOF LEFT JOIN admission w ON w.patient_id = t.patient_id AND ${lastMinute(`t.${minute}`)} >= w.from_minute`
  );
}

/** The admission of a row, as SQL over `withAdmissions`: the one that it names, or during which it happened. */
export function admissionAt(minute: string): string {
  return `coalesce(a.admission_id, CASE WHEN t.${minute} <= w.end_minute THEN w.id END)`;
}

const PATIENT_ROWS = `
  SELECT id, 1 AS source_id, key::VARCHAR AS source_key, sex, dod, death_followup_end, file_id, line
  FROM patient ORDER BY id`;

const STAY_COLUMNS = `
  e.start_minute, e.end_minute, e.ed_start_minute, e.death_minute, e.died::INTEGER AS hospital_expire_flag,
  e.admission_type, e.admission_location, e.discharge_location, e.insurance, e.language, e.marital_status, e.race,
  e.first_unit, e.age_years, e.file_id, e.line`;

const ADMISSION_ROWS = `
  SELECT e.id, 1 AS source_id, e.patient_id, 'admission' AS kind, e.source_key, ${STAY_COLUMNS}
  FROM encounter e WHERE e.kind = 'admission' ORDER BY e.id`;

const ICU_STAY_ROWS = `
  SELECT e.id, 1 AS source_id, e.patient_id, a.admission_id AS parent_id, 'icu_stay' AS kind, e.source_key,
    ${STAY_COLUMNS}
  FROM encounter e JOIN admission_of a ON a.encounter_id = e.id
  WHERE e.kind = 'icu_stay' AND a.admission_id IS NOT NULL ORDER BY e.id`;

/** Stays in intensive care that lie in no admission, and visits that are neither, by file. */
export const UNUSED_STAYS = `
  SELECT e.file_id, count(*) AS n FROM encounter e JOIN admission_of a ON a.encounter_id = e.id
  WHERE e.kind = 'other' OR (e.kind = 'icu_stay' AND a.admission_id IS NULL) GROUP BY e.file_id`;

export async function stagePeople(work: ImportWork): Promise<void> {
  await stageAll(work, [
    ['patient', PATIENT_ROWS],
    ['encounter', ADMISSION_ROWS],
    ['encounter', ICU_STAY_ROWS],
  ]);
}
