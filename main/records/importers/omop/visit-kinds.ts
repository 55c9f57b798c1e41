import type { DuckDbSession } from '../duckdb-session.ts';
import { tableName } from '../load-table.ts';
import { ADMISSION_TYPES, ADMISSION_TYPES_OF_LONG_VISITS, EMERGENCY_ROOM } from './visit-concepts.ts';
import { VISIT_OCCURRENCE } from './visit-tables.ts';
import { wordOf } from './word-of.ts';

const MINUTES_PER_DAY = 1440;

/**
 * A visit that lasts longer than a day, or has no end, without an admission beside it: an emergency room in which a
 * person waited for a bed is no admission of its own.
 */
const IS_LONG_ALONE = `(v.end_minute IS NULL OR v.end_minute - v.start_minute > ${MINUTES_PER_DAY}) AND NOT EXISTS (
  SELECT 1 FROM sound_visit a WHERE a.person_id = v.person_id AND a.admission_type IS NOT NULL
    AND a.start_minute <= coalesce(v.end_minute, a.start_minute) AND coalesce(a.end_minute, v.start_minute) >= v.start_minute)`;

/**
 * Makes the tables `kind_of_visit`, of every sound visit with the kind of admission that it is (NULL: none), and
 * `emergency_start`, of the admissions that an emergency room led to, with the start of the visit to it.
 */
export async function createVisitKinds(session: DuckDbSession): Promise<void> {
  await session.run(
    `CREATE TEMP TABLE sound_visit AS
     SELECT v.file_id, v.visit_occurrence_id, v.person_id, v.visit_concept_id, v.start_minute, v.end_minute,
       ${wordOf('v.visit_concept_id', ADMISSION_TYPES)} AS admission_type
     FROM ${tableName(VISIT_OCCURRENCE.table)} v WHERE v.fault = 0`,
  );
  await session.run(
    `CREATE TEMP TABLE kind_of_visit AS
     SELECT v.* EXCLUDE (admission_type), v.admission_type IS NULL AND long_type IS NOT NULL AS is_long,
       coalesce(v.admission_type, long_type) AS admission_type
     FROM (
       SELECT v.*, CASE WHEN ${IS_LONG_ALONE} THEN ${wordOf('v.visit_concept_id', ADMISSION_TYPES_OF_LONG_VISITS)} END AS long_type
       FROM sound_visit v
     ) v`,
  );
  await session.run(
    `CREATE TEMP TABLE emergency_start AS
     SELECT a.visit_occurrence_id, min(x.start_minute) AS start_minute
     FROM kind_of_visit a JOIN kind_of_visit x ON x.person_id = a.person_id
     WHERE a.admission_type IS NOT NULL AND x.admission_type IS NULL
       AND x.visit_concept_id IN (${EMERGENCY_ROOM.join(', ')})
       AND x.start_minute < a.start_minute AND x.end_minute >= a.start_minute
     GROUP BY a.visit_occurrence_id`,
  );
}

/** Visits that are admissions by their length alone, by file. */
export const LONG_VISITS = 'SELECT file_id, count(*) AS n FROM kind_of_visit WHERE is_long GROUP BY file_id';
