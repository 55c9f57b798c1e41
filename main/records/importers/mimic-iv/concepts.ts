import type { DuckDbSession } from '../duckdb-session.ts';
import { tableName } from '../load-table.ts';
import { EMERGENCY_NAMES } from './emergency-views.ts';
import { NAME_TABLES, type NameTable } from './name-tables.ts';

/** System and code of each event table's concept, as SQL over its columns, and a name where the row itself has one. */
const CODED_TABLES = [
  { table: 'hosp_diagnoses_icd', system: `'ICD' || icd_version || 'CM'`, code: 'icd_code', name: 'NULL' },
  { table: 'hosp_procedures_icd', system: `'ICD' || icd_version || 'PCS'`, code: 'icd_code', name: 'NULL' },
  { table: 'hosp_hcpcsevents', system: `'HCPCS'`, code: 'hcpcs_cd', name: 'short_description' },
  { table: 'icu_procedureevents', system: `'MIMIC-ITEM'`, code: 'itemid::VARCHAR', name: 'NULL' },
  { table: 'lab_count', system: 'system', code: 'itemid::VARCHAR', name: 'NULL' },
  { table: 'hosp_prescriptions', system: `'DRUG'`, code: 'drug', name: 'drug' },
] as const;

type CodedTable = (typeof CODED_TABLES)[number]['table'];

/** Numbers every code, item and drug that occurs, by system and code, and gives it its name. */
export async function createConcepts(session: DuckDbSession): Promise<void> {
  const listed = NAME_TABLES.map(({ table, concept: { system, code, name, unit } }) => {
    return `SELECT ${system} AS system, ${code} AS code, ${name} AS name, ${unit} AS unit FROM ${tableName(table)} WHERE fault = 0`;
  });
  const coded = CODED_TABLES.map(({ table, system, code, name }) => {
    const sound = table === 'lab_count' ? '' : ' WHERE fault = 0';
    return `SELECT DISTINCT ${system} AS system, ${code} AS code, ${name} AS name FROM ${table}${sound}`;
  });
  await session.run(
    `CREATE TEMP TABLE concept AS
     SELECT row_number() OVER (ORDER BY c.system, c.code)::INTEGER AS id, c.system, c.code,
       coalesce(n.name, c.name) AS name, n.unit
     FROM (SELECT system, code, min(name) AS name FROM (${coded.join(' UNION ALL ')}) GROUP BY system, code) c
     LEFT JOIN (${[...listed, EMERGENCY_NAMES].join(' UNION ALL ')}) n USING (system, code)`,
  );
}

export const CONCEPT_ROWS = 'SELECT id, 1 AS source_id, system, code, name, unit FROM concept ORDER BY id';

/** Joins the rows `t` of an event table with their concept `k`. */
export function joinConcept(table: CodedTable): string {
  const coded = CODED_TABLES.find((candidate) => candidate.table === table);
  if (coded === undefined) throw new RangeError(`${table} has no concepts`);
  return `JOIN concept k ON k.system = ${coded.system} AND k.code = ${coded.code}`;
}

/** How many rows of a table of names gave one to a concept. */
export async function countNamed(session: DuckDbSession, { table, concept }: NameTable): Promise<number> {
  return session.number(
    `SELECT count(*) FROM (SELECT ${concept.system} AS system, ${concept.code} AS code FROM ${tableName(table)}
     WHERE fault = 0) n JOIN concept USING (system, code)`,
  );
}
