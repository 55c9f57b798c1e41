import { setImmediate as turn } from 'node:timers/promises';
import type { Database } from '../database.ts';
import { RECORD_TABLES } from '../record-tables.ts';
import { withSqliteErrors } from '../sqlite-errors.ts';

/** Rows copied between two looks at the signal. */
const ROWS_PER_STEP = 5000;
/** What a run says of itself goes with its records. */
const PUBLISHED_TABLES = [...RECORD_TABLES, 'rejected_row', 'import_warning'] as const;

export interface PublishOptions {
  /** The staged database file. */
  readonly staged: string;
  readonly signal?: AbortSignal | undefined;
  /** Runs first within the transaction and names the new source; what it throws leaves the database as it was. */
  readonly begin: () => string;
  /** Runs within the transaction, once all rows are in; receives the id of the new source. */
  readonly finish: (sourceId: number) => void;
}

/**
 * Copies all staged rows into the database in one transaction: either all of them are there afterwards, or none. Ids
 * are moved behind those that the database already has, foreign keys with them.
 * @returns id of the new source.
 * @throws {LacunaError} `database_in_use`, `disk_full`; an abort before the commit leaves the database as it was.
 */
export async function publish(
  db: Database,
  { staged, signal, begin, finish }: PublishOptions,
): Promise<number> {
  db.prepare('ATTACH ? AS staged').run(staged);
  try {
    withSqliteErrors(db.name, () => db.exec('BEGIN IMMEDIATE'));
    try {
      db.prepare('UPDATE staged.source SET name = ?').run(begin());
      const offsets = idOffsets(db);
      for (const table of PUBLISHED_TABLES) await copyTable(db, table, { offsets, signal });
      const sourceId = (offsets.get('source') ?? 0) + 1;
      finish(sourceId);
      withSqliteErrors(db.name, () => db.exec('COMMIT'));
      return sourceId;
    } catch (error) {
      if (db.inTransaction) db.exec('ROLLBACK');
      throw error;
    }
  } finally {
    db.exec('DETACH staged');
  }
}

/** Highest id of each table that has one. */
function idOffsets(db: Database): Map<string, number> {
  const offsets = new Map<string, number>();
  for (const table of PUBLISHED_TABLES) {
    if (!columnsOf(db, table).some(({ name }) => name === 'id')) continue;
    offsets.set(table, db.prepare(`SELECT ifnull(max(id), 0) FROM main.${table}`).pluck().get() as number);
  }
  return offsets;
}

interface CopyOptions {
  readonly offsets: ReadonlyMap<string, number>;
  readonly signal: AbortSignal | undefined;
}

async function copyTable(db: Database, table: string, { offsets, signal }: CopyOptions): Promise<void> {
  const columns = columnsOf(db, table);
  const references = referencesOf(db, table);
  const values = columns.map(({ name }) => {
    const offset = offsets.get(name === 'id' ? table : (references.get(name) ?? '')) ?? 0;
    return offset === 0 ? name : `${name} + ${offset}`;
  });
  const names = columns.map(({ name }) => name).join(', ');
  const step = `INSERT INTO main.${table} (${names}) SELECT ${values.join(', ')} FROM staged.${table}`;
  const key = columns.find(({ pk }) => pk === 1)?.name ?? 'rowid';
  // Other leading columns of a key have few values; their tables are small.
  if (key !== 'id' && key !== 'patient_id') {
    withSqliteErrors(db.name, () => db.exec(step));
    return;
  }
  const copy = db.prepare(`${step} WHERE ${key} >= ? AND ${key} < ? ORDER BY ${key}`);
  for (const [from, to] of keyRanges(db, table, key)) {
    signal?.throwIfAborted();
    withSqliteErrors(db.name, () => copy.run(from, to));
    await turn();
  }
}

/** Ranges `[from, to)` of the staged keys, each with about `ROWS_PER_STEP` rows. */
function keyRanges(db: Database, table: string, key: string): [number, number][] {
  const [rows, last] = db
    .prepare(`SELECT count(*), ifnull(max(${key}), 0) FROM staged.${table}`)
    .raw()
    .get() as [number, number];
  const steps = Math.ceil(rows / ROWS_PER_STEP);
  const width = Math.ceil((last + 1) / Math.max(steps, 1));
  return Array.from({ length: steps }, (_, index) => [index * width, (index + 1) * width]);
}

function columnsOf(db: Database, table: string): { name: string; pk: number }[] {
  return db
    .prepare<[string], { name: string; pk: number }>('SELECT name, pk FROM pragma_table_info(?)')
    .all(table);
}

/** The table that each column with a foreign key points to. */
function referencesOf(db: Database, table: string): Map<string, string> {
  const rows = db
    .prepare<[string], { column: string; parent: string }>(
      'SELECT "from" AS column, "table" AS parent FROM pragma_foreign_key_list(?)',
    )
    .all(table);
  return new Map(rows.map(({ column, parent }) => [column, parent]));
}
