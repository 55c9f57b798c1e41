import type { DuckDbSession } from '../duckdb-session.ts';
import { tableName } from '../load-table.ts';
import { literal } from '../sql-literal.ts';
import type { LabTable } from '../stage-labs.ts';
import type { TableSpec } from '../table-spec.ts';
import { isPossible, numberOf } from '../vital-columns.ts';
import { LAB, WIDE_TABLES, type WideTable } from './lab-tables.ts';

/** A file of results with the view that shows it as results, one a row. */
export interface LabView extends LabTable {
  readonly spec: TableSpec;
}

const LAB_VIEW: LabView = { spec: LAB, table: 'result_lab', system: `'EICU-LAB'` };

export const LAB_VIEWS: readonly LabView[] = [
  LAB_VIEW,
  ...WIDE_TABLES.map(({ spec, system }) => ({ spec, table: viewName(spec), system: literal(system) })),
];

/** System, code and name of the columns of the wide tables. */
export const COLUMN_NAMES: readonly { readonly system: string; readonly names: Record<string, string> }[] =
  WIDE_TABLES.map(({ system, names }) => ({ system, names: { ...names } }));

function viewName({ table }: TableSpec): string {
  return `result_${tableName(table)}`;
}

/** Shows every table of results with the columns that blocks are made of. */
export async function createLabViews(session: DuckDbSession): Promise<void> {
  await session.run(`CREATE TEMP VIEW ${LAB_VIEW.table} AS ${labRows()}`);
  for (const wide of WIDE_TABLES)
    await session.run(`CREATE TEMP VIEW ${viewName(wide.spec)} AS ${wideRows(wide)}`);
}

const NO_RANGE = 'NULL::DOUBLE AS ref_range_lower, NULL::DOUBLE AS ref_range_upper, false AS abnormal';

/** A result counts from when it was last revised. */
function labRows(): string {
  const known = 'greatest(t.labresultoffset, coalesce(t.labresultrevisedoffset, t.labresultoffset))';
  return `
    SELECT t.patient_id, t.encounter_id, t.line, t.fault, t.labname AS itemid,
      (e.start_minute + t.labresultoffset)::INTEGER AS charttime, (e.start_minute + ${known})::INTEGER AS storetime,
      t.labresult AS valuenum, t.labmeasurenamesystem AS valueuom, t.text, ${NO_RANGE}
    FROM ${tableName(LAB.table)} t JOIN encounter e ON e.id = t.encounter_id`;
}

/** A result for each column that holds one, and one that is possible. */
function wideRows({ spec, columns, at, knownAt, none, checked = [] }: WideTable): string {
  const possible = new Map(checked.map((column) => [column.column, isPossible(numberOf(column))]));
  const values = columns.map((name) => {
    if (none !== undefined) return `nullif(${name}, ${none}) AS ${name}`;
    const when = possible.get(name);
    return when === undefined ? name : `CASE WHEN ${when} THEN t.${name} END AS ${name}`;
  });
  return `
    SELECT u.patient_id, u.encounter_id, u.line, u.fault, u.itemid, (e.start_minute + u.at)::INTEGER AS charttime,
      (e.start_minute + u.known_at)::INTEGER AS storetime, u.valuenum, NULL::VARCHAR AS valueuom,
      NULL::VARCHAR AS text, ${NO_RANGE}
    FROM (
      UNPIVOT (
        SELECT t.patient_id, t.encounter_id, t.line, t.fault, ${at} AS at, ${knownAt} AS known_at,
          ${values.join(', ')}
        FROM ${tableName(spec.table)} t
      ) ON ${columns.join(', ')} INTO NAME itemid VALUE valuenum
    ) u
    JOIN encounter e ON e.id = u.encounter_id`;
}
