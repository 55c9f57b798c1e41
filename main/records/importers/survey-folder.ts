import { existsSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import type { SourceKind } from '../../api/services.ts';
import { type ErrorReport, LacunaError } from '../../errors.ts';
import { SYNTHETIC_MARKER_FILE } from '../../synthetic/coverage.ts';
import { type CsvFile, holdsRows } from './csv-file.ts';
import { requireColumns, type TableHeader } from './csv-header.ts';
import { findFiles } from './find-files.ts';
import type { FileSample } from './sample-file.ts';
import type { SourceImporter } from './source-importer.ts';
import { importerOf } from './source-importers.ts';
import { formatOf } from './table-format.ts';
import type { TableSpec } from './table-spec.ts';

/** A file of the folder, with what its first bytes say. */
export interface SurveyedFile {
  readonly file: CsvFile;
  /** `null`: a file that is not read. */
  readonly spec: TableSpec | null;
  readonly header: TableHeader | null;
  readonly sample: FileSample | null;
  readonly problems: readonly ErrorReport[];
}

/** What a folder holds, before anything is read in full. */
export interface Survey {
  readonly importer: SourceImporter;
  readonly folder: string;
  readonly release: string | null;
  readonly synthetic: boolean;
  readonly files: readonly SurveyedFile[];
  readonly missing: readonly TableSpec[];
}

export interface SurveyOptions {
  /** What the folder holds; guessed where it is not said. */
  readonly source?: SourceKind | undefined;
  /** Read compressed files of moderate size to their end, to find damage now rather than while importing. */
  readonly thorough: boolean;
}

/**
 * Looks at every file of a folder.
 * @throws {LacunaError} `folder_not_found`, `not_a_folder`, `folder_empty`, `wrong_source`. What is wrong with one file
 * is in its `problems`.
 */
export async function surveyFolder(path: string, { source, thorough }: SurveyOptions): Promise<Survey> {
  const folder = resolve(path);
  const found = await findFiles(folder);
  const importer = importerOf(folder, found, source);
  const specs = await chooseSpecs(importer, found);
  const files: SurveyedFile[] = [];
  for (const file of found) files.push(await surveyFile(file, specs.get(file) ?? null, thorough));
  const of = (wanted: TableSpec): SurveyedFile | undefined => files.find(({ spec }) => spec === wanted);
  return {
    importer,
    folder,
    release: importer.guessRelease({
      folderName: basename(folder),
      names: new Set(found.map(({ table }) => table)),
      headerOf: (spec) => of(spec)?.header ?? null,
      rowsOf: (spec) => of(spec)?.sample?.estimatedRows ?? null,
      headOf: (spec) => of(spec)?.sample?.head.toString('utf8') ?? '',
    }),
    synthetic: existsSync(join(folder, SYNTHETIC_MARKER_FILE)),
    files,
    missing: importer.tables.filter((spec) => !files.some((file) => mayHold(file, spec))),
  };
}

/** Whether rows of a table may be in a file. */
export function mayHold({ spec }: SurveyedFile, wanted: TableSpec): boolean {
  return spec === wanted || spec?.holds?.includes(wanted) === true;
}

/** The table that each file is read as. */
async function chooseSpecs(
  importer: SourceImporter,
  files: readonly CsvFile[],
): Promise<Map<CsvFile, TableSpec>> {
  const { specOf } = importer;
  return specOf === undefined
    ? specsByName(importer, files.filter(holdsRows))
    : specsByContent(specOf, files);
}

async function specsByContent(
  specOf: NonNullable<SourceImporter['specOf']>,
  files: readonly CsvFile[],
): Promise<Map<CsvFile, TableSpec>> {
  const chosen = new Map<CsvFile, TableSpec>();
  for (const file of firstOfEachPath(files, ({ table, format }) => `${table} ${format}`)) {
    const spec = await specOf(file);
    if (spec !== null) chosen.set(file, spec);
  }
  return chosen;
}

/** A table that stands in for another is read only where that is not there. */
function specsByName(
  { tables, ignoresCase }: SourceImporter,
  files: readonly CsvFile[],
): Map<CsvFile, TableSpec> {
  const named = (table: string): string => (ignoresCase ? table.toLowerCase() : table);
  const chosen = new Map<CsvFile, TableSpec>();
  for (const spec of tables) {
    const { standsInFor } = spec;
    if (standsInFor !== undefined && files.some(({ table }) => named(table) === named(standsInFor))) continue;
    for (const file of filesOf(spec, files, named)) chosen.set(file, spec);
  }
  return chosen;
}

/** Of a file that is there both plain and compressed the plain one, which comes first, is read. */
function firstOfEachPath(files: readonly CsvFile[], pathOf: (file: CsvFile) => string): CsvFile[] {
  return [...Map.groupBy(files, pathOf).values()].flatMap(([first]) => first ?? []);
}

/** The files of a table, each path once. */
function filesOf(
  { table, parts }: TableSpec,
  files: readonly CsvFile[],
  named: (table: string) => string,
): CsvFile[] {
  const fits = (path: string): boolean => (parts === undefined ? path === named(table) : parts.test(path));
  return firstOfEachPath(files, (file) => named(file.table)).filter((file) => fits(named(file.table)));
}

async function surveyFile(file: CsvFile, spec: TableSpec | null, thorough: boolean): Promise<SurveyedFile> {
  if (spec === null) return { file, spec, header: null, sample: null, problems: [] };
  let header: TableHeader | null = null;
  let sample: FileSample | null = null;
  try {
    const format = formatOf(file);
    const look = await format.look(file);
    sample = look.sample;
    header = look.header();
    if (thorough) await format.check(file);
  } catch (error) {
    if (!(error instanceof LacunaError)) throw error;
    return { file, spec, header, sample, problems: [error.report()] };
  }
  const problems = header === null ? [] : missingColumns(header, spec, file);
  return { file, spec, header, sample, problems };
}

/** Every missing column, not only the first: the user mends them in one go. */
function missingColumns(header: TableHeader, { columns }: TableSpec, file: CsvFile): ErrorReport[] {
  const problems: ErrorReport[] = [];
  for (const [name, { optional = false }] of Object.entries(columns)) {
    if (optional) continue;
    try {
      requireColumns(header, [name], file);
    } catch (error) {
      if (!(error instanceof LacunaError)) throw error;
      problems.push(error.report());
    }
  }
  return problems;
}
