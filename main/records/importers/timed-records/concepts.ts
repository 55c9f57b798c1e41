import type { DuckDbSession } from '../duckdb-session.ts';
import type { TimedRecords } from './timed-records.ts';

/** A source without a single coded event has no concepts. */
const NONE = 'SELECT NULL::VARCHAR AS system, NULL::VARCHAR AS code, NULL::VARCHAR AS name WHERE false';

/** Numbers every code and measured item that occurs, by system and code. Of several names the first in order is kept. */
export async function createConcepts(
  session: DuckDbSession,
  { events, results }: TimedRecords,
): Promise<void> {
  const named = [
    ...events.map(({ view }) => `SELECT DISTINCT system, code, name FROM ${view}`),
    ...(results === null
      ? []
      : [`SELECT DISTINCT system, itemid AS code, name FROM ${results} WHERE fault = 0`]),
  ];
  await session.run(
    `CREATE TEMP TABLE concept AS
     SELECT row_number() OVER (ORDER BY system, code)::INTEGER AS id, system, code, min(name) AS name
     FROM (${[NONE, ...named].join(' UNION ALL ')})
     GROUP BY system, code`,
  );
}

export const CONCEPT_ROWS = 'SELECT id, 1 AS source_id, system, code, name FROM concept ORDER BY id';
