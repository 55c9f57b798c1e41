import type { DuckDbSession } from './duckdb-session.ts';
import { keptColumns, tableName } from './load-table.ts';
import { rowFaults } from './row-faults.ts';
import type { TableSpec } from './table-spec.ts';

/** Of the sound records of one key, the rows of the first stay and those of the others get the fault `duplicate_key`. */
export async function markDuplicates(spec: TableSpec, session: DuckDbSession): Promise<void> {
  const { key } = spec;
  if (key === undefined) return;
  if (spec.mayRepeat === true) await dropRepeats(spec, session);
  if ((await surplusRows(spec, key, session)) === 0) return;
  const name = tableName(spec.table);
  const fault = rowFaults(spec).findIndex(({ code }) => code === 'duplicate_key') + 1;
  await session.run(`UPDATE ${name} SET fault = ${fault} WHERE rowid IN (${laterRows(name, key)})`);
}

/** Keeps the first of the sound rows that say the same in all columns. */
async function dropRepeats(spec: TableSpec, session: DuckDbSession): Promise<void> {
  const name = tableName(spec.table);
  const columns = keptColumns(spec).map((column) => column.name);
  await session.run(`DELETE FROM ${name} WHERE rowid IN (${laterRows(name, columns)})`);
}

/** The sound rows behind the record that is the first to have the same in some columns, as SQL. */
function laterRows(name: string, columns: readonly string[]): string {
  return (
    `SELECT id FROM ` +
    `(SELECT rowid AS id, dense_rank() OVER (PARTITION BY ${columns.join(', ')} ORDER BY file_id, line) AS n ` +
    `FROM ${name} WHERE fault = 0) WHERE n > 1`
  );
}

/** How many sound records there are more than keys. */
async function surplusRows(spec: TableSpec, key: readonly string[], session: DuckDbSession): Promise<number> {
  const name = tableName(spec.table);
  const sound = `${name} WHERE fault = 0${spec.firstRow === undefined ? '' : ` AND ${spec.firstRow}`}`;
  const [column, ...others] = key;
  if (column !== undefined && others.length === 0 && spec.columns[column]?.type === 'integer') {
    const range = await denseRange(session, name, column);
    if (range !== null) {
      const [low, high] = range;
      return session.number(
        `SELECT count(*) - bit_count(bitstring_agg(${column}, ${low}, ${high})) FROM ${sound}`,
      );
    }
  }
  const distinct = others.length === 0 ? column : `(${key.join(', ')})`;
  return session.number(`SELECT count(*) - count(DISTINCT ${distinct}) FROM ${sound}`);
}

/** A bit a key takes less room than any list of them while there is a key to so many numbers of their range. */
const NUMBERS_PER_KEY = 64;
/** DuckDB makes no longer string of bits. */
const MOST_BITS = 1_000_000_000;

/** The lowest and the highest number of a column whose numbers lie close together. */
async function denseRange(
  session: DuckDbSession,
  name: string,
  column: string,
): Promise<readonly [bigint, bigint] | null> {
  const [row] = await session.rows(
    `SELECT count(${column}) AS n, min(${column}) AS low, max(${column}) AS high FROM ${name} WHERE fault = 0`,
  );
  const { n, low, high } = row as { n: bigint; low: bigint | null; high: bigint | null };
  if (low === null || high === null) return null;
  const numbers = Number(high - low) + 1;
  return numbers <= MOST_BITS && numbers <= NUMBERS_PER_KEY * Number(n) ? [low, high] : null;
}
