import { columnType } from './column-types.ts';
import { columnName, rawName } from './row-faults.ts';
import { literal } from './sql-literal.ts';
import type { Piece } from './table-format.ts';
import type { TableSpec } from './table-spec.ts';

/** Where the needed columns are among the fields of a file, by their name in it. */
type Positions = ReadonlyMap<string, number>;

/** Rows of the line, the columns of a spec and, for the faults, the text of each, as SQL. */
export function pieceValues({ form, sql }: Piece, positions: Positions, spec: TableSpec): string {
  return form === 'plain' ? plainValues(sql, positions, spec) : textValues(sql, positions, spec);
}

/** Plain values are what their text says and have no fault, so that no text stands beside them. */
function plainValues(rows: string, positions: Positions, spec: TableSpec): string {
  const values = Object.entries(spec.columns).map(([name, column]) => {
    const { sql, cast } = columnType(column.type);
    const position = positions.get(columnName(spec, name));
    const field = position === undefined ? 'NULL' : `c${position + 1}`;
    // Of a text there are still the blanks around it.
    const value = sql === 'VARCHAR' ? cast(`${field}::VARCHAR`) : `${field}::${sql}`;
    return `${value} AS ${name}, NULL::VARCHAR AS ${rawName(name)}`;
  });
  return `SELECT c0 AS line, ${values.join(', ')} FROM ${rows}`;
}

/** Text is read, cast, and checked, a step a subquery. */
function textValues(rows: string, positions: Positions, spec: TableSpec): string {
  const columns = Object.entries(spec.columns).map(([name, { type }]) => ({
    name,
    type: columnType(type),
  }));
  const raw = columns.map(({ name }) => {
    const position = positions.get(columnName(spec, name));
    const value = position === undefined ? 'NULL::VARCHAR' : valueSql(`c${position + 1}`, spec);
    return `${value} AS ${rawName(name)}`;
  });
  const cast = columns.map(({ name, type }) => `${type.cast(rawName(name))} AS cast_${name}`);
  const strict = columns.map(({ name, type }) => `${type.strict(`cast_${name}`, rawName(name))} AS ${name}`);
  return (
    `SELECT line, ${columns.map(({ name }) => rawName(name)).join(', ')}, ${strict.join(', ')} FROM ` +
    `(SELECT *, ${cast.join(', ')} FROM (SELECT c0::INTEGER AS line, ${raw.join(', ')} FROM ${rows}))`
  );
}

/** A field as text; NULL where its word stands for none. */
function valueSql(field: string, { emptyWords }: TableSpec): string {
  if (emptyWords === undefined) return field;
  const words = ['', ...emptyWords].map(literal).join(', ');
  return `CASE WHEN lower(trim(${field})) NOT IN (${words}) THEN ${field} END`;
}
