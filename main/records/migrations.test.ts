import { existsSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import SQLite from 'better-sqlite3';
import { beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import { openDatabase } from './database.ts';
import { type Migration, readMigrations } from './migrations.ts';
import { openReader } from './open-reader.ts';

let place: string;
let file: string;

beforeEach(() => {
  place = mkdtempSync(path.join(tmpdir(), 'lacuna-migrations-'));
  file = path.join(place, 'records.db');
  onTestFinished(() => {
    rmSync(place, { recursive: true });
  });
});

const FIRST: Migration = { version: 10, name: '0010-first.sql', sql: 'CREATE TABLE a (x INTEGER) STRICT' };
const SECOND: Migration = {
  version: 20,
  name: '0020-second.sql',
  sql: 'ALTER TABLE a ADD COLUMN y TEXT; UPDATE a SET y = x + 1',
};
const BROKEN: Migration = {
  version: 30,
  name: '0030-broken.sql',
  sql: 'CREATE TABLE b (x INTEGER) STRICT; INSERT INTO nowhere VALUES (1)',
};

/** A database as an older version of the application left it. */
function olderDatabase(): void {
  const db = openDatabase(file, { create: true, migrations: [FIRST] });
  db.exec('INSERT INTO a VALUES (1), (41)');
  db.close();
}

function versionOf(path: string): unknown {
  const db = new SQLite(path, { readonly: true });
  const version = db.pragma('user_version', { simple: true });
  db.close();
  return version;
}

describe('migrations', () => {
  it('bring an older database up to date and keep a copy of it', () => {
    olderDatabase();
    const db = openDatabase(file, { migrations: [FIRST, SECOND] });
    expect(db.prepare('SELECT x, y FROM a').all()).toEqual([
      { x: 1, y: '2' },
      { x: 41, y: '42' },
    ]);
    db.close();
    expect(versionOf(file)).toBe(20);
    const backup = `${file}.before-20.backup`;
    expect(versionOf(backup)).toBe(10);
  });

  it.skipIf(process.platform === 'win32')('let nobody else read the copy', () => {
    olderDatabase();
    openDatabase(file, { migrations: [FIRST, SECOND] }).close();
    expect(statSync(`${file}.before-20.backup`).mode & 0o777).toBe(0o600);
  });

  it('make no copy of a new database, nor of one that is up to date', () => {
    openDatabase(file, { create: true, migrations: [FIRST, SECOND] }).close();
    openDatabase(file, { migrations: [FIRST, SECOND] }).close();
    expect(existsSync(`${file}.before-20.backup`)).toBe(false);
  });

  it('roll back the one that fails, name it, and keep those before it', () => {
    olderDatabase();
    expect(() => openDatabase(file, { migrations: [FIRST, SECOND, BROKEN] })).toThrow(
      expect.objectContaining({
        code: 'migration_failed',
        message: expect.stringContaining('0030-broken.sql') as string,
        file,
      }),
    );
    expect(versionOf(file)).toBe(20);
    const db = openDatabase(file, { migrations: [FIRST, SECOND] });
    expect(db.prepare(`SELECT name FROM sqlite_master WHERE name = 'b'`).all()).toEqual([]);
    db.close();
  });

  it('refuse a database of a newer version by name, and leave it alone', () => {
    openDatabase(file, { create: true, migrations: [FIRST, SECOND] }).close();
    for (const readOnly of [false, true]) {
      expect(() => openDatabase(file, { migrations: [FIRST], readOnly })).toThrow(
        expect.objectContaining({
          code: 'database_newer',
          message: 'the database has schema 20; this version of Lacuna knows schemas up to 10',
        }),
      );
    }
    expect(versionOf(file)).toBe(20);
  });

  it('are not run by a reader, who is told what to do', () => {
    olderDatabase();
    expect(() => openDatabase(file, { migrations: [FIRST, SECOND], readOnly: true })).toThrow(
      expect.objectContaining({ code: 'database_older' }),
    );
    expect(versionOf(file)).toBe(10);
  });

  it('are run before an older database is read', () => {
    olderDatabase();
    for (const moment of ['the first time', 'after it']) {
      const reader = openReader(file, { migrations: [FIRST, SECOND] });
      expect(reader.prepare('SELECT y FROM a ORDER BY x').pluck().all(), moment).toEqual(['2', '42']);
      expect(() => reader.exec('DELETE FROM a')).toThrow(/readonly/);
      reader.close();
    }
    expect(versionOf(`${file}.before-20.backup`)).toBe(10);
  });

  it.each([['0010-one.sql', '0010-two.sql'], ['ten.sql'], ['0000-nothing.sql']])(
    'must have numbers that rise: not %s %s',
    (...names) => {
      for (const name of names) writeFileSync(path.join(place, name), 'SELECT 1');
      expect(() => readMigrations(place)).toThrow(expect.objectContaining({ code: 'migration_failed' }));
    },
  );
});

describe('each migration of the application', () => {
  const all = readMigrations();

  it.each(all.map(({ name }, index) => [name, index] as const))(
    '%s applies to a database that has those before it',
    (_, index) => {
      openDatabase(file, { create: true, migrations: all.slice(0, index) }).close();
      const db = openDatabase(file, { migrations: all.slice(0, index + 1) });
      expect(db.pragma('user_version', { simple: true })).toBe(all[index]?.version);
      expect(db.pragma('integrity_check', { simple: true })).toBe('ok');
      db.close();
    },
  );

  it('makes strict tables only', () => {
    const db = openDatabase(file, { create: true });
    const lax = db
      .prepare(`SELECT name FROM pragma_table_list WHERE schema = 'main' AND strict = 0`)
      .pluck()
      .all();
    expect(lax).toEqual(['sqlite_schema']);
    db.close();
  });

  it('keeps saved cohorts from change, and makes way for them', () => {
    const before = all.filter(({ version }) => version < 80);
    const older = openDatabase(file, { create: true, migrations: before });
    expect(older.prepare('SELECT count(*) FROM cohort_encounter').pluck().get()).toBe(0);
    older.close();
    const db = openDatabase(file);
    db.exec(`INSERT INTO cohort VALUES (1, 'Heart', 1, '{}', '{}', '', '')`);
    expect(() => db.exec(`UPDATE cohort SET spec = '{"task":1}'`)).toThrow('a saved cohort never changes');
    expect(() => db.exec(`INSERT INTO cohort VALUES (2, 'heart', 1, '{}', '{}', '', '')`)).toThrow('UNIQUE');
    db.close();
  });

  it('guards the audit log against change', () => {
    const db = openDatabase(file, { create: true });
    const row = `(1, '', 'a', NULL, NULL, '', '')`;
    db.exec(`INSERT INTO audit_log VALUES ${row}`);
    expect(() => db.exec(`UPDATE audit_log SET action = 'b'`)).toThrow('append-only');
    expect(() => db.exec('DELETE FROM audit_log')).toThrow('append-only');
    expect(() => db.exec(`INSERT OR REPLACE INTO audit_log VALUES ${row}`)).toThrow('append-only');
    db.close();
  });
});

it('every table without rowid begins with the columns of its key', () => {
  // Otherwise the integrity_check of SQLite up to 3.40 takes one column for another and reports nulls that are none.
  const db = openDatabase(file, { create: true });
  const tables = db
    .prepare<[], string>("SELECT name FROM pragma_table_list WHERE wr = 1 AND schema = 'main'")
    .pluck()
    .all();
  expect(tables).toContain('import_warning');
  for (const table of tables) {
    const keys = db.prepare<[string], number>('SELECT pk FROM pragma_table_info(?)').pluck().all(table);
    const length = Math.max(...keys);
    expect(keys.slice(0, length), table).toEqual(Array.from({ length }, (_, index) => index + 1));
  }
  db.close();
});
