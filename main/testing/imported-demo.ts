import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { type Database, openDatabase } from '../records/database.ts';
import { importFolder } from '../records/importers/import-folder.ts';

export interface ImportedDemo {
  readonly db: Database;
  /** Of the database, for commands. */
  readonly file: string;
  /** Closes and deletes the database. */
  readonly remove: () => void;
}

/** Imports a folder as a user would, into a database of its own. */
export async function importDemo(folder: string): Promise<ImportedDemo> {
  const place = mkdtempSync(path.join(tmpdir(), 'lacuna-demo-'));
  const file = path.join(place, 'demo.db');
  await importFolder({ folder, database: file });
  const db = openDatabase(file, { readOnly: true });
  return {
    db,
    file,
    remove: () => {
      db.close();
      rmSync(place, { recursive: true });
    },
  };
}
