import type { ReleaseEvidence, SourceImporter } from '../source-importer.ts';
import { PROCEDURES_ICD } from './event-tables.ts';
import { importMimicIv } from './import-mimic-iv.ts';
import { LAB_ITEMS } from './name-tables.ts';
import { ADMISSIONS, PATIENTS } from './people-tables.ts';
import { publishedRows } from './published-rows.ts';
import { guessRelease } from './release.ts';
import { MIMIC_IV_TABLES, MODALITY_TABLES } from './tables.ts';
import { whyUnused } from './unused-tables.ts';

/** MIMIC-IV 1.0 to 3.1, its open demo, and synthetic cohorts in its form. */
export const MIMIC_IV: SourceImporter = {
  kind: 'mimic-iv',
  title: 'MIMIC-IV',
  tables: MIMIC_IV_TABLES,
  modalityTables: MODALITY_TABLES,
  ignoresCase: false,
  recognises: (tables) =>
    MIMIC_IV_TABLES.some(({ table, formerly = table }) => tables.has(table) || tables.has(formerly)),
  hintFor,
  guessRelease: ({ folderName, names, headerOf, headOf, rowsOf }: ReleaseEvidence) =>
    guessRelease({
      folderName,
      names,
      admissionColumns: headerOf(ADMISSIONS)?.columns ?? null,
      procedureColumns: headerOf(PROCEDURES_ICD)?.columns ?? null,
      patientsHead: headOf(PATIENTS),
      admissionsHead: headOf(ADMISSIONS),
      labItemsHead: headOf(LAB_ITEMS),
      patientRows: rowsOf(PATIENTS),
    }),
  whyUnused,
  publishedRows,
  importAll: importMimicIv,
};

/** Folders that look like another release, or like a part of the right one. */
function hintFor(tables: ReadonlySet<string>): string | null {
  const has = (...names: string[]): boolean => names.every((name) => tables.has(name));
  if (has('ADMISSIONS', 'PATIENTS')) return 'it looks like MIMIC-III, which is not supported';
  return has('patients', 'admissions') || has('icustays') || has('edstays')
    ? 'choose the folder above this one: the one that holds hosp and icu'
    : null;
}
