import { LacunaError } from '../errors.ts';
import { type Database, openDatabase, type OpenOptions } from './database.ts';

/**
 * Opens a database for reading. One of an older version, as the first start after an update finds it, is brought up to
 * date before.
 * @throws {LacunaError} as `openDatabase` for writing.
 */
export function openReader(path: string, options: Pick<OpenOptions, 'migrations'> = {}): Database {
  try {
    return openDatabase(path, { ...options, readOnly: true });
  } catch (error) {
    if (!(error instanceof LacunaError) || error.code !== 'database_older') throw error;
    openDatabase(path, options).close();
    return openDatabase(path, { ...options, readOnly: true });
  }
}
