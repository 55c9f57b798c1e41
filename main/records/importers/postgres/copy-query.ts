import pg from 'pg';
import type { ErrorReport } from '../../../errors.ts';
import { LacunaError } from '../../../errors.ts';
import type { ColumnTypeName } from '../column-types.ts';
import type { TableSpec } from '../table-spec.ts';
import type { ServerColumn, ServerTable } from './server-tables.ts';
import { worded } from '../../../../models/wording.ts';

/** The query whose rows are copied of a table. */
export interface CopyQuery {
  readonly sql: string;
  /** In the order of the query. */
  readonly columns: readonly string[];
}

/** Types of times that are moments of the world: which hour of the ward they were depends on whoever asks. */
const ZONED = new Set(['timestamptz', 'timetz']);
const TIMES: ReadonlySet<ColumnTypeName> = new Set(['minute', 'day']);

/** Type of a column that is read; those of a server have names. */
function typeIn({ columns }: TableSpec, name: string): ColumnTypeName | undefined {
  const type = columns[name]?.type;
  return typeof type === 'string' ? type : undefined;
}

/**
 * Only the columns that are read, only the rows that are: what the server leaves out never travels.
 * @param patients subject ids; `null` for those of everybody.
 */
export function copyQuery(
  table: ServerTable,
  spec: TableSpec,
  patients: readonly number[] | null,
): CopyQuery {
  const columns = table.columns.filter(({ name }) => name in spec.columns);
  const values = columns.map((column) => valueSql(column, typeIn(spec, column.name) ?? 'verbatim'));
  const rules = [
    // A row of which it cannot be told is read, so that it is rejected with its reason.
    ...(spec.only === undefined ? [] : [`(${spec.only}) IS NOT FALSE`]),
    ...(patients === null || !has(table, 'subject_id') ? [] : [ofPatients('c.subject_id', patients)]),
  ];
  const where = rules.length === 0 ? '' : ` WHERE ${rules.join(' AND ')}`;
  return {
    sql: `SELECT ${values.join(', ')} FROM ${qualified(table)} c${where}`,
    columns: columns.map(({ name }) => name),
  };
}

/** All rows of a table with all columns, those empty that the user may not read. */
export function wholeRows(table: ServerTable): string {
  const values = table.columns.map(({ name, isReadable }) =>
    isReadable ? `c.${pg.escapeIdentifier(name)}` : `NULL AS ${pg.escapeIdentifier(name)}`,
  );
  return `SELECT ${values.join(', ')} FROM ${qualified(table)} c`;
}

/** The name of a table with its schema, quoted. */
export function qualified({ schema, name }: Pick<ServerTable, 'schema' | 'name'>): string {
  return `${pg.escapeIdentifier(schema)}.${pg.escapeIdentifier(name)}`;
}

/** That a column is one of the ids; a list of any length is looked up in one step. */
export function ofPatients(column: string, ids: readonly number[]): string {
  return `${column} IN (SELECT unnest('{${ids.join(',')}}'::bigint[]))`;
}

/** A column as text like that of the published files. */
function valueSql({ name, type }: ServerColumn, wanted: ColumnTypeName): string {
  const column = `c.${pg.escapeIdentifier(name)}`;
  const as = ` AS ${pg.escapeIdentifier(name)}`;
  // Files have 0 and 1; the server writes f and t.
  if (type === 'bool') return `${column}::int${as}`;
  // Without the blanks that fill it up.
  if (type === 'bpchar') return `${column}::text${as}`;
  // A whole number with decimal places, as a table made from a spreadsheet has it.
  if (type === 'numeric' && wanted === 'integer') {
    return `CASE WHEN ${column} = trunc(${column}) THEN trunc(${column}) ELSE ${column} END${as}`;
  }
  return column;
}

/** Columns that are read and may not be, or cannot be. */
export function columnProblems(table: ServerTable, spec: TableSpec): ErrorReport[] {
  const file = nameOf(table);
  return table.columns.flatMap(({ name, type, isReadable }) => {
    const wanted = typeIn(spec, name);
    if (wanted === undefined) return [];
    const place = { file, column: name };
    if (!isReadable) {
      return [
        new LacunaError(
          'server_permission',
          worded`the user may not read the column ${name}`,
          place,
        ).report(),
      ];
    }
    if (TIMES.has(wanted) && ZONED.has(type)) {
      return [
        new LacunaError(
          'server_type',
          worded`the column ${name} is a time with a zone (${type})`,
          place,
        ).report(),
      ];
    }
    return [];
  });
}

/** As messages name a table of the server, e.g. `mimiciv_hosp.labevents`. */
export function nameOf({ schema, name }: Pick<ServerTable, 'schema' | 'name'>): string {
  return `${schema}.${name}`;
}

function has(table: ServerTable, column: string): boolean {
  return table.columns.some(({ name }) => name === column);
}
