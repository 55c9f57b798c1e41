import duckdb from '@duckdb/node-api';
import SQLite from 'better-sqlite3';

/** Versions of the two database libraries, each asked of the library itself, so that both are known to load. */
export function storageVersions(): { sqlite: string; duckdb: string } {
  const db = new SQLite(':memory:');
  const sqlite = db.prepare('SELECT sqlite_version()').pluck().get();
  db.close();
  return { sqlite: String(sqlite), duckdb: duckdb.version().replace(/^v/, '') };
}
