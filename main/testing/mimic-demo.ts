import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { importDemo, type ImportedDemo } from './imported-demo.ts';

/** MIMIC-IV Clinical Database Demo v2.2 (ODbL), beside the repository. */
export const MIMIC_DEMO_FOLDER = fileURLToPath(
  new URL('../../../shared/data/mimic-iv-demo', import.meta.url),
);

/** Why tests on the demo are skipped, or `null` where it is there. */
export const MIMIC_DEMO_MISSING = existsSync(MIMIC_DEMO_FOLDER)
  ? null
  : 'skipped: ../shared/data/mimic-iv-demo is not there';

/** Imports the demo as a user would, into a database of its own. */
export function importMimicDemo(): Promise<ImportedDemo> {
  return importDemo(MIMIC_DEMO_FOLDER);
}
