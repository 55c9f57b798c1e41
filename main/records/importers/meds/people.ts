import type { DuckDbSession } from '../duckdb-session.ts';

const MINUTES_PER_DAY = 1440;

/** Makes the table `person_fact`: what is said of each person once, without regard to any stay. */
export async function createPersonFacts(session: DuckDbSession): Promise<void> {
  await session.run(
    `CREATE TEMP TABLE person_fact AS
     SELECT subject_id,
       min(CASE WHEN upper(rest) IN ('F', 'FEMALE') THEN 'F' WHEN upper(rest) IN ('M', 'MALE') THEN 'M' END)
         FILTER (WHERE use = 'sex') AS sex,
       floor(min(time) FILTER (WHERE use = 'birth') / ${MINUTES_PER_DAY})::INTEGER AS birth_day,
       min(time) FILTER (WHERE use = 'death') AS death_minute,
       min(rest) FILTER (WHERE use = 'race') AS race,
       arg_min(file_id, (file_id, line)) AS file_id, arg_min(line, (file_id, line)) AS line
     FROM meds_row GROUP BY subject_id`,
  );
}

/** Everybody of whom a code is known. Until when a death would be known, MEDS does not say. */
export const PEOPLE = `
  SELECT subject_id AS key, sex, floor(death_minute / ${MINUTES_PER_DAY})::INTEGER AS dod,
    NULL::INTEGER AS death_followup_end, file_id, line
  FROM person_fact`;
