import { tableName } from '../load-table.ts';
import { DEATH, OBSERVATION_PERIOD, PERSON, sexOf } from './people-tables.ts';

/**
 * People with their death, and with the end of their last period of observation: until then a death would be known,
 * if the source holds deaths at all.
 */
export function people(deathsAreKnown: boolean): string {
  return `
    SELECT t.person_id AS key, ${sexOf('t')} AS sex, d.death_date AS dod,
      ${deathsAreKnown ? 'o.followed_until' : 'NULL::INTEGER'} AS death_followup_end, t.file_id, t.line
    FROM ${tableName(PERSON.table)} t
    LEFT JOIN ${tableName(DEATH.table)} d ON d.person_id = t.person_id AND d.fault = 0
    LEFT JOIN (
      SELECT person_id, max(observation_period_end_date) AS followed_until
      FROM ${tableName(OBSERVATION_PERIOD.table)} WHERE fault = 0 GROUP BY person_id
    ) o ON o.person_id = t.person_id
    WHERE t.fault = 0`;
}
