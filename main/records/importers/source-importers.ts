import type { SourceKind } from '../../api/services.ts';
import { LacunaError } from '../../errors.ts';
import { type DiskFile, holdsRows } from './csv-file.ts';
import { EICU } from './eicu/eicu.ts';
import { FHIR } from './fhir/fhir.ts';
import { MEDS } from './meds/meds.ts';
import { MIMIC_IV } from './mimic-iv/mimic-iv.ts';
import { OMOP } from './omop/omop.ts';
import { UNMAPPED } from './mapped/mapped.ts';
import type { SourceImporter } from './source-importer.ts';
import { type Said, worded } from '../../../models/wording.ts';

export const IMPORTERS: Readonly<Record<SourceKind, SourceImporter>> = {
  'mimic-iv': MIMIC_IV,
  eicu: EICU,
  fhir: FHIR,
  omop: OMOP,
  meds: MEDS,
  csv: UNMAPPED,
};

const ALL = Object.values(IMPORTERS);

/**
 * The importer of a folder: of the source that is named, or else of the one that the folder looks like.
 * @throws {LacunaError} `wrong_source`, with what the folder looks like instead.
 */
export async function importerOf(
  folder: string,
  files: readonly DiskFile[],
  source: SourceKind | undefined,
): Promise<SourceImporter> {
  const tables = new Set(files.filter(({ format }) => holdsRows(format)).map(({ table }) => table));
  const wanted = source === undefined ? ALL : [IMPORTERS[source]];
  const found = await recognising(wanted, tables, files);
  if (found !== undefined) return found;
  const guess = await recognising(ALL, tables, files);
  throw new LacunaError('wrong_source', worded`the folder does not look like ${titlesOf(wanted)}`, {
    file: folder,
    hint: guess === undefined ? hintFor(tables, wanted) : guessHint(guess),
  });
}

async function recognising(
  importers: readonly SourceImporter[],
  ...folder: Parameters<SourceImporter['recognises']>
): Promise<SourceImporter | undefined> {
  for (const importer of importers) if (await importer.recognises(...folder)) return importer;
  return undefined;
}

/** Own tables look like nothing in particular: they are read by a mapping. */
function titlesOf(wanted: readonly SourceImporter[]): string {
  const titles = wanted.length === 1 ? wanted : wanted.filter((importer) => importer !== UNMAPPED);
  return titles.map(({ title }) => title).join(' or ');
}

function guessHint({ title, kind }: SourceImporter): Said {
  return worded`it looks like ${title}, which is another source: import it with --source ${kind}`;
}

function hintFor(tables: ReadonlySet<string>, wanted: readonly SourceImporter[]): string {
  for (const { hintFor: hint } of wanted) {
    const found = hint(tables);
    if (found !== null) return found;
  }
  const ownTables =
    tables.size === 0
      ? ''
      : '; your own tables need a mapping: lacuna mapping <folder> --output mapping.yaml proposes one';
  return `choose the folder as it was downloaded: of MIMIC-IV the one that holds hosp and icu, of eICU the one with patient.csv.gz, of OMOP the one with person, of MEDS the one with data and metadata, of FHIR the one with .ndjson files or bundles${ownTables}`;
}
