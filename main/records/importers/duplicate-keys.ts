import type { DuckDbSession } from './duckdb-session.ts';
import type { RowFault } from './row-faults.ts';
import type { TableSpec } from './table-spec.ts';

interface KeyedTable {
  /** Name in DuckDB. */
  readonly name: string;
  readonly spec: TableSpec;
  readonly faults: readonly RowFault[];
}

/** Of the sound rows of one key, the first stays and the others get the fault `duplicate_key`. */
export async function markDuplicates(session: DuckDbSession, table: KeyedTable): Promise<void> {
  const { name, spec, faults } = table;
  if (spec.key === undefined) return;
  if ((await surplusRows(session, table, spec.key)) === 0) return;
  const fault = faults.findIndex(({ code }) => code === 'duplicate_key') + 1;
  await session.run(
    `UPDATE ${name} SET fault = ${fault} WHERE line IN (SELECT line FROM ` +
      `(SELECT line, row_number() OVER (PARTITION BY ${spec.key.join(', ')} ORDER BY line) AS n ` +
      `FROM ${name} WHERE fault = 0) WHERE n > 1)`,
  );
}

/** How many sound rows there are more than keys. */
async function surplusRows(
  session: DuckDbSession,
  { name, spec }: KeyedTable,
  key: readonly string[],
): Promise<number> {
  const [column, ...others] = key;
  if (column !== undefined && others.length === 0 && spec.columns[column]?.type === 'integer') {
    const range = await denseRange(session, name, column);
    if (range !== null) {
      const [low, high] = range;
      return session.number(
        `SELECT count(*) - bit_count(bitstring_agg(${column}, ${low}, ${high})) FROM ${name} WHERE fault = 0`,
      );
    }
  }
  const distinct = others.length === 0 ? column : `(${key.join(', ')})`;
  return session.number(`SELECT count(*) - count(DISTINCT ${distinct}) FROM ${name} WHERE fault = 0`);
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
