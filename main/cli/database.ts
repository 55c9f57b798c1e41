import { LacunaError } from '../errors.ts';
import { openDatabase, type Database } from '../records/database.ts';
import { openReader } from '../records/open-reader.ts';
import { fromQuery } from '../records/sqlite-errors.ts';
import { currentDatabasePath } from '../settings/known-databases.ts';
import { dataFolder } from '../system/data-folder.ts';

/** The named database, else the one selected in the window. */
export function databasePath(flag: string | undefined): string {
  const path = flag ?? currentDatabasePath(dataFolder());
  if (path === null) {
    throw new LacunaError('usage', 'no database is selected', { hint: 'name one with --database <file>' });
  }
  return path;
}

/** Runs `work` over a read-only connection, and closes it. */
export async function withReader<T>(
  flag: string | undefined,
  work: (db: Database) => T | Promise<T>,
): Promise<T> {
  return withDatabaseOpen(openReader(databasePath(flag)), work);
}

/** Runs `work` over the one writing connection, and closes it. */
export async function withWriter<T>(
  flag: string | undefined,
  work: (db: Database) => T | Promise<T>,
): Promise<T> {
  return withDatabaseOpen(openDatabase(databasePath(flag), { readOnly: false }), work);
}

/**
 * Refuses before long work what could not be written down at its end.
 * @throws {LacunaError} as `openDatabase` for writing.
 */
export function requireWritableDatabase(flag: string | undefined): Promise<void> {
  return withWriter(flag, () => undefined);
}

async function withDatabaseOpen<T>(db: Database, work: (db: Database) => T | Promise<T>): Promise<T> {
  try {
    return await namingFailures(db.name, () => work(db));
  } finally {
    db.close();
  }
}

/** Runs `work` on the database at `path`, whose failures it names even when they come late, as damage does. */
export async function namingFailures<T>(path: string, work: () => T | Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw fromQuery(error, path);
  }
}
