import type { DuckDbSession } from '../duckdb-session.ts';
import { literal } from '../sql-literal.ts';
import { EVENT_TABLES } from './event-tables.ts';
import { codesOf } from './events.ts';
import { COLUMN_NAMES } from './lab-views.ts';

/** Numbers every code, drug and measured item that occurs, by system and code. Paths and drugs are their own names. */
export async function createConcepts(session: DuckDbSession): Promise<void> {
  const coded = EVENT_TABLES.map(codesOf);
  const named = COLUMN_NAMES.flatMap(({ system, names }) =>
    Object.entries(names).map(([code, name]) => `(${literal(system)}, ${literal(code)}, ${literal(name)})`),
  );
  await session.run(
    `CREATE TEMP TABLE concept AS
     SELECT row_number() OVER (ORDER BY c.system, c.code)::INTEGER AS id, c.system, c.code,
       coalesce(n.name, CASE WHEN c.system IN ('EICU-LAB', 'DRUG') THEN c.code END) AS name
     FROM (
       SELECT DISTINCT system, code FROM (
         ${coded.join(' UNION ALL ')} UNION ALL SELECT system, itemid AS code FROM lab_count
       )
     ) c
     LEFT JOIN (SELECT DISTINCT * FROM (VALUES ${named.join(', ')}) v(system, code, name)) n USING (system, code)`,
  );
}

export const CONCEPT_ROWS = 'SELECT id, 1 AS source_id, system, code, name FROM concept ORDER BY id';
