import { createHash, type Hash } from 'node:crypto';
import type { Database } from './database.ts';
import { RECORD_TABLES, type RecordTable } from './record-tables.ts';

/**
 * SHA-256 over all records: every table of `RECORD_TABLES`, row by row by primary key, every value with its type. What
 * tells of imports and of use (`import_run`, `rejected_row`, `audit_log` ...) is not in it, so two databases into which
 * the same files were read have the same hash, whenever and wherever that was.
 * @param tables fewer than all, to leave out what tells the files that were read.
 * @returns 64 hexadecimal digits.
 */
export function recordsHash(db: Database, tables: readonly RecordTable[] = RECORD_TABLES): string {
  const hash = createHash('sha256');
  for (const table of tables) {
    hash.update(`\n${table}\n`);
    const key = db
      .prepare<[string], string>('SELECT name FROM pragma_table_info(?) WHERE pk > 0 ORDER BY pk')
      .pluck()
      .all(table);
    for (const row of db
      .prepare(`SELECT * FROM ${table} ORDER BY ${key.join(', ')}`)
      .raw()
      .iterate()) {
      for (const value of row as unknown[]) addValue(hash, value);
    }
  }
  return hash.digest('hex');
}

/** Type, length and content, so that no two rows give the same bytes. */
function addValue(hash: Hash, value: unknown): void {
  if (typeof value === 'string') {
    hash.update(`t${Buffer.byteLength(value)};${value}`);
  } else if (Buffer.isBuffer(value)) {
    hash.update(`b${value.length};`).update(value);
  } else {
    hash.update(`n${JSON.stringify(value)};`);
  }
}
