import { z } from 'zod';
import type { ReleaseEvidence, SourceImporter } from '../source-importer.ts';
import { importMeds } from './import-meds.ts';
import { CODES, DATA, OWN_RULES } from './tables.ts';

/** The Medical Event Data Standard 0.3 and 0.4, with codes as MIMIC_IV_MEDS writes them. */
export const MEDS: SourceImporter = {
  kind: 'meds',
  title: 'MEDS',
  tables: [OWN_RULES, DATA, CODES],
  modalityTables: { notes: [DATA], labs: [DATA], diagnoses: [DATA], procedures: [DATA], medications: [DATA] },
  ignoresCase: false,
  recognises: (tables) => Array.from(tables).some((table) => DATA.parts?.test(table)),
  hintFor: (tables) =>
    Array.from(tables).some((table) => table.includes('/data/'))
      ? 'it looks like the folder above a MEDS dataset: choose the one that holds data and metadata'
      : null,
  guessRelease,
  importAll: importMeds,
};

const DATASET = z.object({
  meds_version: z.string().optional(),
  dataset_name: z.string().optional(),
  dataset_version: z.string().optional(),
});

/** The version of the format, and what it holds, as the dataset says. */
function guessRelease({ textOf }: ReleaseEvidence): string | null {
  const found = DATASET.safeParse(jsonOf(textOf('metadata/dataset.json')));
  if (!found.success) return null;
  const { meds_version: version, dataset_name: name, dataset_version: of } = found.data;
  const dataset = [name, of].filter((text) => text !== undefined).join(' ');
  const parts = [version, dataset].filter((text) => text !== undefined && text !== '');
  return parts.length === 0 ? null : parts.join(', ');
}

/** What a text says as JSON; `null` where it is none. */
function jsonOf(text: string | null): unknown {
  if (text === null) return null;
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return null;
  }
}
