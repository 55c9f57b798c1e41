import type { Database } from 'better-sqlite3';
import { closeSync, openSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { LacunaError } from '../errors.ts';
import { requireSpace } from '../system/disk-space.ts';
import { fromSqlite } from './sqlite-errors.ts';
import { sentence, worded } from '../../models/wording.ts';

export const MIGRATIONS_FOLDER = fileURLToPath(new URL('../../migrations', import.meta.url));

export interface Migration {
  /** Number at the head of the file name; `user_version` after the migration. */
  readonly version: number;
  readonly name: string;
  readonly sql: string;
}

/**
 * The migrations of a folder by rising number.
 * @throws {LacunaError} `migration_failed` when a name has no number or two have the same.
 */
export function readMigrations(folder = MIGRATIONS_FOLDER): readonly Migration[] {
  const names = readdirSync(folder).filter((name) => name.endsWith('.sql'));
  const migrations = names.map((name) => ({
    version: Number(/^(\d{4})-[a-z0-9-]+\.sql$/.exec(name)?.[1] ?? Number.NaN),
    name,
    sql: readFileSync(join(folder, name), 'utf8'),
  }));
  migrations.sort((a, b) => a.version - b.version);
  migrations.forEach(({ version, name }, index) => {
    const before = migrations[index - 1]?.version ?? 0;
    if (!(version > before)) {
      throw new LacunaError('migration_failed', worded`migration ${name} does not rise over the one before`);
    }
  });
  return migrations;
}

/** `user_version` of a database: the number of its last migration, 0 for a new file. */
export function schemaVersion(db: Database): number {
  return db.pragma('user_version', { simple: true }) as number;
}

/**
 * Brings a database up to date: one transaction a migration, forward only. An existing database is first copied to
 * `<file>.before-<version>.backup`.
 * @returns names of the migrations applied.
 * @throws {LacunaError} `database_newer`, `disk_full` (no room for the backup), or `migration_failed`, which names the
 * migration; the migrations before it stay, it and those after it leave no trace.
 */
export function migrate(db: Database, migrations: readonly Migration[]): string[] {
  const version = schemaVersion(db);
  const latest = migrations.at(-1)?.version ?? 0;
  if (version > latest) throw newerDatabase(db.name, version, latest);
  const pending = migrations.filter((migration) => migration.version > version);
  if (pending.length > 0 && version > 0) backUp(db, latest);
  for (const migration of pending) apply(db, migration);
  return pending.map(({ name }) => name);
}

/** The error for a database of a later schema than this application knows. */
export function newerDatabase(file: string, version: number, latest: number): LacunaError {
  return new LacunaError(
    'database_newer',
    worded`the database has schema ${version}; this version of Lacuna knows schemas up to ${latest}`,
    { file, hint: 'open it with the newer version of Lacuna that made it' },
  );
}

function apply(db: Database, { version, name, sql }: Migration): void {
  const run = db.transaction(() => {
    // Another process may have applied it while this one waited for the lock.
    if (schemaVersion(db) >= version) return;
    db.exec(sql);
    const orphans = db.pragma('foreign_key_check') as unknown[];
    if (orphans.length > 0) throw new Error(`${orphans.length} rows point to rows that do not exist`);
    db.pragma(`user_version = ${version}`);
  });
  try {
    run.immediate();
  } catch (error) {
    const cause = fromSqlite(error, db.name);
    if (cause instanceof LacunaError) throw cause;
    throw new LacunaError('migration_failed', worded`migration ${name} failed and was rolled back`, {
      file: db.name,
      cause,
      hint: 'the database is as it was; please report this',
    });
  }
}

function backUp(db: Database, latest: number): void {
  requireSpace(dirname(db.name), {
    what: sentence`bringing the database up to date`,
    bytes: statSync(db.name).size * 2,
    file: db.name,
    hint: 'free some space and start again; the database is as it was',
  });
  const backup = `${db.name}.before-${latest}.backup`;
  rmSync(backup, { force: true });
  // SQLite fills a file that is there and empty: made here, nobody but its owner can ever read it.
  closeSync(openSync(backup, 'wx', 0o600));
  db.prepare('VACUUM INTO ?').run(backup);
}
