import type { DuckDbSession } from '../duckdb-session.ts';
import { tableName } from '../load-table.ts';
import { literal } from '../sql-literal.ts';
import type { LabTable } from '../stage-labs.ts';
import type { TableSpec } from '../table-spec.ts';
import { isPossible, numberOf } from '../vital-columns.ts';
import { ED_STAYS, EMERGENCY_COLUMNS, EMERGENCY_TABLES, type EmergencyTable } from './emergency-tables.ts';

const VISITS = tableName(ED_STAYS.table);

function viewName({ table }: TableSpec): string {
  return `result_${tableName(table)}`;
}

/** The vital signs of the emergency department as views of results, one a row. */
export const EMERGENCY_VIEWS: readonly (LabTable & { readonly spec: TableSpec })[] = EMERGENCY_TABLES.map(
  ({ spec, system }) => ({ spec, system: literal(system), table: viewName(spec) }),
);

/** Shows every table with the columns that blocks are made of. */
export async function createEmergencyViews(session: DuckDbSession): Promise<void> {
  for (const table of EMERGENCY_TABLES)
    await session.run(`CREATE TEMP VIEW ${viewName(table.spec)} AS ${signRows(table)}`);
}

/** A result for each number that is possible, known when it was measured; items are those of the same signs in the ICU. */
function signRows({ spec, at }: EmergencyTable): string {
  const numbers = EMERGENCY_COLUMNS.map(
    (column) => `CASE WHEN ${isPossible(numberOf(column))} THEN t.${column.column} END AS "${column.item}"`,
  );
  const units = EMERGENCY_COLUMNS.map(
    ({ item, sign: { unit } }) => `WHEN '${item}' THEN ${unit === null ? 'NULL' : literal(unit)}`,
  );
  return `
    SELECT u.patient_id, u.encounter_id, u.line, u.fault, u.item::BIGINT AS itemid, u.minute AS charttime,
      u.minute AS storetime, u.valuenum, CASE u.item ${units.join(' ')} END AS valueuom, NULL::VARCHAR AS text,
      NULL::DOUBLE AS ref_range_lower, NULL::DOUBLE AS ref_range_upper, false AS abnormal
    FROM (
      UNPIVOT (
        SELECT t.patient_id, s.encounter_id, t.line, t.fault, ${at} AS minute, ${numbers.join(', ')}
        FROM ${tableName(spec.table)} t JOIN ${VISITS} s ON s.stay_id = t.stay_id AND s.fault = 0
      ) ON ${EMERGENCY_COLUMNS.map(({ item }) => `"${item}"`).join(', ')} INTO NAME item VALUE valuenum
    ) u`;
}

/** System, code, name and unit of every item, as SQL. */
export const EMERGENCY_NAMES = `
  SELECT system, code, name, unit FROM (VALUES ${EMERGENCY_TABLES.flatMap(({ system, place }) =>
    EMERGENCY_COLUMNS.map(({ item, sign }) => {
      const name = `${sign.name.slice(0, 1).toUpperCase()}${sign.name.slice(1)} ${place}`;
      return `(${[system, String(item), name, sign.unit ?? ''].map(literal).join(', ')})`;
    }),
  ).join(', ')}) v(system, code, name, unit)`;

/** Visits of which neither table has a row: read, and of no use. */
export const UNUSED_VISIT_COUNT = `
  SELECT count(*) FROM ${VISITS} s WHERE s.fault = 0 ${EMERGENCY_TABLES.map(
    ({ spec }) =>
      `AND NOT EXISTS (SELECT 1 FROM ${tableName(spec.table)} t WHERE t.stay_id = s.stay_id AND t.fault = 0)`,
  ).join(' ')}`;
