import SQLite from 'better-sqlite3';
import { chmodSync, closeSync, existsSync, openSync, statSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { LacunaError } from '../errors.ts';
import { makeFolder } from '../system/make-folder.ts';
import { type Migration, migrate, newerDatabase, readMigrations, schemaVersion } from './migrations.ts';
import { withSqliteErrors } from './sqlite-errors.ts';
import { announceWriter } from './writers.ts';
import { worded } from '../../models/wording.ts';

/** An open connection. Only functions of `main/records` look inside. */
export type Database = SQLite.Database;

/** How long a writer waits for another before it says `database_in_use`. */
const BUSY_TIMEOUT_MS = 5000;
/** `LACU` in the header of the file, so that some other program's SQLite file is not taken for ours. */
const APPLICATION_ID = 0x4c414355;

export interface OpenOptions {
  /** Read only, as reader threads and other processes do: a writer is not disturbed, nor disturbs. */
  readonly readOnly?: boolean;
  /** Make the file, readable by its owner only, when it does not exist. */
  readonly create?: boolean;
  readonly migrations?: readonly Migration[];
  readonly busyTimeoutMs?: number;
}

/**
 * Opens a database; for writing unless `readOnly`, and then brings its schema up to date first.
 * @throws {LacunaError} `database_not_found`, `database_newer`, `database_damaged`, `database_in_use`,
 * `database_read_only`, `disk_full`, `migration_failed`; read only, `database_older`.
 */
export function openDatabase(path: string, options: OpenOptions = {}): Database {
  const file = resolve(path);
  const migrations = options.migrations ?? readMigrations();
  // SQLite opens files lazily: what is wrong with one shows in the first statements.
  return withSqliteErrors(file, () => {
    prepareFile(file, options);
    const readonly = options.readOnly ?? false;
    const db = new SQLite(file, { readonly, timeout: options.busyTimeoutMs ?? BUSY_TIMEOUT_MS });
    try {
      if (readonly) requireSchema(db, migrations.at(-1)?.version ?? 0);
      else configureWriter(db, migrations);
      return db;
    } catch (error) {
      db.close();
      throw error;
    }
  });
}

/**
 * Runs `work` in one transaction that takes the write lock at its start.
 * @throws {LacunaError} `database_in_use` naming the holder when the lock is not free within the busy timeout,
 * `disk_full`, `database_read_only`; what `work` throws passes through. The database is then as it was.
 */
export function writeTransaction<T>(db: Database, work: () => T): T {
  return withSqliteErrors(db.name, () => db.transaction(work).immediate());
}

/** Runs `work`, which only reads and does not wait for anything, on the records as they are at one moment. */
export function atOneMoment<T>(db: Database, work: () => T): T {
  return db.transaction(work)();
}

/**
 * What `integrity_check` and `foreign_key_check` find wrong, one line each; empty when the file is sound.
 * @throws {LacunaError} `database_damaged` when the damage is too great to be listed.
 */
export function checkIntegrity(db: Database): string[] {
  return withSqliteErrors(db.name, () => {
    const damage = db.pragma('integrity_check') as { integrity_check: string }[];
    const orphans = db.pragma('foreign_key_check') as { table: string; parent: string }[];
    return [
      ...damage.map((row) => row.integrity_check).filter((line) => line !== 'ok'),
      ...orphans.map(
        ({ table, parent }) => `a row of ${table} points to a row of ${parent} that does not exist`,
      ),
    ];
  });
}

function configureWriter(db: Database, migrations: readonly Migration[]): void {
  claim(db);
  // Safe with a write-ahead log: a power cut may take the last transactions, never half of one.
  db.pragma('synchronous = NORMAL');
  // A table that others point to can only be made anew while nothing looks after them; `migrate` checks at the end.
  db.pragma('foreign_keys = OFF');
  migrate(db, migrations);
  db.pragma('foreign_keys = ON');
  // Now rather than at the first write, so that a file that may not be written is refused at once.
  db.transaction(() => undefined).immediate();
  const withdraw = announceWriter(db.name);
  const close = db.close.bind(db);
  db.close = () => {
    withdraw();
    return close();
  };
}

function requireSchema(db: Database, latest: number): void {
  const version = schemaVersion(db);
  if (db.pragma('application_id', { simple: true }) !== APPLICATION_ID) throw notOurs(db.name);
  if (version > latest) throw newerDatabase(db.name, version, latest);
  if (version < latest) {
    throw new LacunaError('database_older', worded`the database has schema ${version}, not yet ${latest}`, {
      file: db.name,
    });
  }
}

function prepareFile(file: string, { create = false, readOnly = false }: OpenOptions): void {
  if (create && !readOnly && !existsSync(file)) {
    makeFolder(dirname(file));
    closeSync(openSync(file, 'a', 0o600));
    return;
  }
  requireFile(file);
  if (!readOnly) closeToOthers(file);
}

/** Takes away what others may do with the file; what its owner may do stays. */
function closeToOthers(file: string): void {
  const { mode, uid } = statSync(file);
  if ((mode & 0o077) !== 0 && uid === process.getuid?.()) chmodSync(file, mode & 0o700);
}

function requireFile(file: string): void {
  const stat = statSync(file, { throwIfNoEntry: false });
  if (stat === undefined) {
    throw new LacunaError('database_not_found', 'there is no database at this path', {
      file,
      hint: 'check the path, or import records to make one',
    });
  }
  if (!stat.isFile()) throw new LacunaError('database_damaged', 'the path is not a file', { file });
}

function notOurs(file: string): LacunaError {
  return new LacunaError('database_damaged', 'this is not a database of Lacuna', {
    file,
    hint: 'choose another path, or import records to make a database; nothing was changed',
  });
}

/** Marks a new file as ours and refuses a file of another program. */
function claim(db: Database): void {
  const id = db.pragma('application_id', { simple: true });
  if (id === APPLICATION_ID) return;
  const tables = db.prepare('SELECT count(*) FROM sqlite_master').pluck().get();
  if (id !== 0 || tables !== 0) {
    throw notOurs(db.name);
  }
  // An empty file has nothing to lose.
  db.pragma('synchronous = OFF');
  db.pragma('journal_mode = WAL');
  db.pragma(`application_id = ${APPLICATION_ID}`);
}
