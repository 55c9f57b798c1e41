import type { ReleaseEvidence, SourceImporter } from '../source-importer.ts';
import { importMimicIv } from './import-mimic-iv.ts';
import { ADMISSIONS, PATIENTS } from './people-tables.ts';
import { guessRelease } from './release.ts';
import { MIMIC_IV_TABLES, MODALITY_TABLES } from './tables.ts';

/** MIMIC-IV 2.0 to 3.1, its open demo, and synthetic cohorts in its form. */
export const MIMIC_IV: SourceImporter = {
  kind: 'mimic-iv',
  title: 'MIMIC-IV',
  tables: MIMIC_IV_TABLES,
  modalityTables: MODALITY_TABLES,
  ignoresCase: false,
  recognises: (tables) => MIMIC_IV_TABLES.some(({ table }) => tables.has(table)),
  hintFor,
  guessRelease: ({ folderName, names, headerOf, headOf }: ReleaseEvidence) =>
    guessRelease({ folderName, names, admissions: headerOf(ADMISSIONS), patientsHead: headOf(PATIENTS) }),
  importAll: importMimicIv,
};

/** Folders that look like another release, or like a part of the right one. */
function hintFor(tables: ReadonlySet<string>): string | null {
  const has = (...names: string[]): boolean => names.every((name) => tables.has(name));
  if (has('ADMISSIONS', 'PATIENTS')) return 'it looks like MIMIC-III, which is not supported';
  if (has('core/patients', 'core/admissions')) {
    return 'it looks like MIMIC-IV 1.0, which holds no deaths outside the hospital; use version 2.0 or later';
  }
  return has('patients', 'admissions') || has('icustays')
    ? 'choose the folder above this one: the one that holds hosp and icu'
    : null;
}
