import { LacunaError } from '../../../errors.ts';
import { columnType } from '../column-types.ts';
import type { ImportWork } from '../import-work.ts';
import { markDuplicates } from '../duplicate-keys.ts';
import { createTable, linkedSql, tableName } from '../load-table.ts';
import { rawName, rowFaults } from '../row-faults.ts';
import { literal } from '../sql-literal.ts';
import type { TableSpec } from '../table-spec.ts';
import { MOST_ROW_BYTES, type RowFile, UNNAMED_CLOCK } from './row-file.ts';
import { worded } from '../../../../models/wording.ts';

/**
 * Loads the rows of one table, of all files, each with the person and the stay that it names and with its first fault.
 * @param utcOffset of the clock that times are put on, in minutes.
 * @throws {LacunaError} `internal` where a row was lost between here and DuckDB.
 */
export async function loadResources(
  { session }: ImportWork,
  { spec, path, rows }: RowFile,
  utcOffset: number,
): Promise<void> {
  await createTable(spec, session);
  // Of no rows there is no file that DuckDB could tell the form of.
  if (rows === 0) return;
  const shape = { fileId: 'c.file_id', spec, faults: rowFaults(spec) };
  const name = tableName(spec.table);
  await session.run(`INSERT INTO ${name} BY NAME ${linkedSql(typedSql(path, spec, utcOffset), shape)}`);
  const loaded = await session.number(`SELECT count(*) FROM ${name}`);
  if (loaded !== rows) {
    throw new LacunaError('internal', worded`of ${rows} rows of ${spec.table}, ${loaded} were loaded`);
  }
  await markDuplicates(spec, session);
}

/** The rows of a file of rows by type. They are written as they should be, so that no text of theirs is doubtful. */
function typedSql(path: string, { columns }: TableSpec, utcOffset: number): string {
  const names = Object.entries(columns);
  const fields = names.map(
    ([name, { type }]) => `'${name}': '${isTime(type) ? 'VARCHAR' : columnType(type).sql}'`,
  );
  const values = names.map(([name, { type }]) => {
    const value = isTime(type) ? onClock(name, utcOffset) : name;
    return `${value} AS ${name}, NULL::VARCHAR AS ${rawName(name)}`;
  });
  const buffer = 4 * MOST_ROW_BYTES;
  return (
    `SELECT file_id, line, ${values.join(', ')} FROM read_csv(${literal(path)}, header = false, auto_detect = false, ` +
    `delim = ',', quote = '"', escape = '"', new_line = '\\n', max_line_size = ${buffer}, buffer_size = ${buffer}, ` +
    `columns = {'file_id': 'INTEGER', 'line': 'INTEGER', ${fields.join(', ')}})`
  );
}

function isTime(type: TableSpec['columns'][string]['type']): boolean {
  return type === 'minute';
}

/** A minute of UTC on the clock of the source; one that names no clock is on it already. */
function onClock(column: string, utcOffset: number): string {
  return (
    `CASE WHEN ends_with(${column}, '${UNNAMED_CLOCK}') THEN left(${column}, -1)::INTEGER ` +
    `ELSE ${column}::INTEGER + ${utcOffset} END`
  );
}
