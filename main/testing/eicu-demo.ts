import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { importDemo, type ImportedDemo } from './imported-demo.ts';

/** A part of the eICU-CRD Demo v2.0.1 (ODbL), beside the repository. */
export const EICU_DEMO_FOLDER = fileURLToPath(new URL('../../../shared/data/eicu-demo', import.meta.url));

/** Why tests on the demo are skipped, or `null` where it is there. */
export const EICU_DEMO_MISSING = existsSync(EICU_DEMO_FOLDER)
  ? null
  : 'skipped: ../shared/data/eicu-demo is not there';

/** Imports the demo as a user would, into a database of its own. */
export function importEicuDemo(): Promise<ImportedDemo> {
  return importDemo(EICU_DEMO_FOLDER);
}
