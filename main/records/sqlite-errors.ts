import Database from 'better-sqlite3';
import { dirname } from 'node:path';
import { LacunaError } from '../errors.ts';
import { freeBytes } from '../system/disk-space.ts';
import { describeWriters } from './writers.ts';
import { worded } from '../../models/wording.ts';

/** Below this many free bytes, a failed write is put down to a full disk. */
const FULL_BELOW_BYTES = 1 << 20;

/**
 * A failure of SQLite, or of the file system under it, as an error of the closed list; anything else is returned as it
 * is.
 * @param path the database file, named in the message.
 */
export function fromSqlite(error: unknown, path: string): unknown {
  if (!(error instanceof Database.SqliteError)) return fromFileSystem(error, path);
  const details = { file: path, cause: error };
  const [, kind = ''] = error.code.split('_');
  if (error.code.startsWith('SQLITE_IOERR') && freeBytes(dirname(path)) < FULL_BELOW_BYTES) {
    return diskFull(details);
  }
  switch (kind) {
    case 'BUSY':
    case 'LOCKED':
      return new LacunaError(
        'database_in_use',
        worded`the database is being written by ${describeWriters(path)}`,
        {
          ...details,
          hint: 'wait until it has finished, or close that program, and try again',
        },
      );
    case 'READONLY':
    case 'CANTOPEN':
    case 'PERM':
      return notWritable(details);
    case 'FULL':
      return diskFull(details);
    case 'CORRUPT':
    case 'NOTADB':
      return new LacunaError('database_damaged', 'the file is damaged or is not a database', {
        ...details,
        hint: 'restore a backup, or import the records into a new database',
      });
    default:
      return error;
  }
}

/**
 * A failure of SQLite in the midst of other work as an error of the closed list; a failure of anything else, such as a
 * file that the work writes, is returned as it is.
 * @param path the database file, named in the message.
 */
export function fromQuery(error: unknown, path: string): unknown {
  return error instanceof Database.SqliteError ? fromSqlite(error, path) : error;
}

/** Making the file or its folder, and what is written beside it, fails before SQLite is asked. */
function fromFileSystem(error: unknown, path: string): unknown {
  const details = { file: path, cause: error };
  switch ((error as NodeJS.ErrnoException | null)?.code) {
    case 'EACCES':
    case 'EPERM':
    case 'EROFS':
    case 'ENOTDIR':
    case 'ENOENT':
    case 'EEXIST':
      return notWritable(details);
    case 'ENOSPC':
    case 'EDQUOT':
      return diskFull(details);
    default:
      return error;
  }
}

function notWritable(details: { file: string; cause: unknown }): LacunaError {
  return new LacunaError('database_read_only', 'the database cannot be written', {
    ...details,
    hint: 'check who owns the file and its folder and whether they may be written',
  });
}

function diskFull(details: { file: string; cause: unknown }): LacunaError {
  return new LacunaError('disk_full', 'the disk that holds the database is full', {
    ...details,
    hint: 'free some space, or put the database on another disk; nothing was changed',
  });
}

/**
 * Runs `work` on the database at `path`; its failures get the names of the closed list.
 * @throws {LacunaError} as `fromSqlite` says.
 */
export function withSqliteErrors<T>(path: string, work: () => T): T {
  try {
    return work();
  } catch (error) {
    throw fromSqlite(error, path);
  }
}
