import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Database, openDatabase } from '../records/database.ts';
import { importFolder } from '../records/importers/import-folder.ts';

/** MIMIC-IV Clinical Database Demo v2.2 (ODbL), beside the repository. */
export const MIMIC_DEMO_FOLDER = fileURLToPath(
  new URL('../../../shared/data/mimic-iv-demo', import.meta.url),
);

/** Why tests on the demo are skipped, or `null` where it is there. */
export const MIMIC_DEMO_MISSING = existsSync(MIMIC_DEMO_FOLDER)
  ? null
  : 'skipped: ../shared/data/mimic-iv-demo is not there';

export interface ImportedDemo {
  readonly db: Database;
  /** Closes and deletes the database. */
  readonly remove: () => void;
}

/** Imports the demo as a user would, into a database of its own. */
export async function importMimicDemo(): Promise<ImportedDemo> {
  const folder = mkdtempSync(path.join(tmpdir(), 'lacuna-mimic-demo-'));
  const database = path.join(folder, 'demo.db');
  await importFolder({ folder: MIMIC_DEMO_FOLDER, source: 'mimic-iv', database });
  const db = openDatabase(database, { readOnly: true });
  return {
    db,
    remove: () => {
      db.close();
      rmSync(folder, { recursive: true });
    },
  };
}
