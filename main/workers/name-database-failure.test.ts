import SQLite from 'better-sqlite3';
import { expect, it } from 'vitest';
import { nameDatabaseFailure } from './name-database-failure.ts';

const damage = new SQLite.SqliteError('database disk image is malformed', 'SQLITE_CORRUPT');

it('names the database that a call is about', () => {
  expect(nameDatabaseFailure(damage, { database: 'records.sqlite' })).toMatchObject({
    code: 'database_damaged',
    file: 'records.sqlite',
  });
});

it('leaves alone what has no database, and what is no failure of one', () => {
  expect(nameDatabaseFailure(damage, null)).toBe(damage);
  const other = new Error('x');
  expect(nameDatabaseFailure(other, { database: 'records.sqlite' })).toBe(other);
});
