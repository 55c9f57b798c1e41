import { createHash } from 'node:crypto';
import SQLite from 'better-sqlite3';
import { checkIntegrity } from '../records/database.ts';

/** Every table of a database as a hash, to see what a command changed. */
export function databaseState(file: string): Record<string, string> {
  const db = new SQLite(file, { readonly: true });
  try {
    const tables = db
      .prepare<[], string>(`SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name`)
      .pluck()
      .all();
    return Object.fromEntries(tables.map((table) => [table, tableHash(db, table)]));
  } finally {
    db.close();
  }
}

/** What `integrity_check` and `foreign_key_check` find in a file. */
export function integrityOf(file: string): string[] {
  const db = new SQLite(file, { readonly: true });
  try {
    return checkIntegrity(db);
  } finally {
    db.close();
  }
}

function tableHash(db: SQLite.Database, table: string): string {
  const hash = createHash('sha256');
  for (const row of db.prepare(`SELECT * FROM ${table}`).raw().iterate()) {
    hash.update(JSON.stringify(row));
  }
  return hash.digest('hex');
}
