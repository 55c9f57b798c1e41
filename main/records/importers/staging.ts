import type { DuckDBDataChunk, DuckDBValue } from '@duckdb/node-api';
import { join } from 'node:path';
import { type Database, openDatabase } from '../database.ts';
import type { RecordTable } from '../record-tables.ts';
import type { DuckDbSession } from './duckdb-session.ts';
import { prefetch } from './prefetch.ts';

/** Rows of one INSERT: more gain nothing, and the limit of bound values is far. */
const ROWS_PER_INSERT = 50;
const CACHE_KIB = 64 << 10;

export const STAGING_FILE = 'staging.sqlite';

type StagedTable = RecordTable | 'rejected_row' | 'import_warning' | 'import_run';

/**
 * Opens the database in which an import is put together: the same tables, numbered from 1, no journal and no checks of
 * foreign keys, for it is thrown away when anything fails. Publishing checks them.
 */
export function openStaging(folder: string): Database {
  const db = openDatabase(join(folder, STAGING_FILE), { create: true });
  db.pragma('locking_mode = EXCLUSIVE');
  db.pragma('journal_mode = OFF');
  db.pragma('synchronous = OFF');
  db.pragma('foreign_keys = OFF');
  db.pragma(`cache_size = -${CACHE_KIB}`);
  db.exec('BEGIN');
  return db;
}

/** Inserts rows of a table, many to a statement. Call `flush` at the end. */
export class RowInserter {
  readonly #db: Database;
  readonly #head: string;
  readonly #width: number;
  readonly #insertMany: ReturnType<Database['prepare']>;
  #values: unknown[] = [];
  #rows = 0;

  constructor(db: Database, table: StagedTable, columns: readonly string[]) {
    this.#db = db;
    this.#head = `INSERT INTO ${table} (${columns.join(', ')}) VALUES `;
    this.#width = columns.length;
    this.#insertMany = db.prepare(this.#head + this.#places(ROWS_PER_INSERT));
  }

  add(values: readonly unknown[]): void {
    for (const value of values) this.#values.push(value);
    this.#rows += 1;
    if (this.#rows % ROWS_PER_INSERT === 0) {
      this.#insertMany.run(this.#values);
      this.#values = [];
    }
  }

  /** Inserts what is left and returns the number of rows in all. */
  flush(): number {
    if (this.#values.length > 0) {
      this.#db.prepare(this.#head + this.#places(this.#values.length / this.#width)).run(this.#values);
      this.#values = [];
    }
    return this.#rows;
  }

  #places(rows: number): string {
    const row = `(${Array.from({ length: this.#width }, () => '?').join(', ')})`;
    return Array.from({ length: rows }, () => row).join(', ');
  }
}

/**
 * Copies the rows of a query into a staged table.
 * @param query SQL in DuckDB whose columns carry the names of the table's.
 * @returns number of rows.
 */
export async function stageRows(
  session: DuckDbSession,
  staging: Database,
  { table, query }: { readonly table: StagedTable; readonly query: string },
): Promise<number> {
  let inserter: RowInserter | null = null;
  for await (const { names, chunk } of prefetch(session.chunks(query))) {
    inserter ??= new RowInserter(staging, table, names);
    for (const row of rowsOf(chunk)) inserter.add(row);
  }
  return inserter?.flush() ?? 0;
}

function* rowsOf(chunk: DuckDBDataChunk): Generator<DuckDBValue[]> {
  const vectors = Array.from({ length: chunk.columnCount }, (_, index) => chunk.getColumnVector(index));
  for (let row = 0; row < chunk.rowCount; row += 1) yield vectors.map((vector) => vector.getItem(row));
}
