import { existsSync, readFileSync, statSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import type { Mapping } from '../../api/mapping.ts';
import type { ServerAccount, SourceKind } from '../../api/services.ts';
import { type ErrorReport, LacunaError } from '../../errors.ts';
import { SYNTHETIC_MARKER_FILE } from '../../synthetic/coverage.ts';
import { type CsvFile, type DiskFile, holdsRows } from './csv-file.ts';
import { requireColumns, type TableHeader } from './csv-header.ts';
import { findFiles } from './find-files.ts';
import { mappedImporter } from './mapped/mapped.ts';
import { requireSound } from './mapped/read-mapping.ts';
import type { FileSample } from './sample-file.ts';
import type { ReleaseEvidence, SourceImporter } from './source-importer.ts';
import { importerOf } from './source-importers.ts';
import { columnName } from './row-faults.ts';
import { formatOf } from './table-format.ts';
import type { TableSpec } from './table-spec.ts';
import { worded } from '../../../models/wording.ts';

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
  /** Its path; of a server the address. */
  readonly folder: string;
  /** `null` where the files lie in a folder. */
  readonly server: ServerAccount | null;
  readonly release: string | null;
  readonly synthetic: boolean;
  readonly files: readonly SurveyedFile[];
  readonly missing: readonly TableSpec[];
}

export interface SurveyOptions {
  /** What the folder holds; guessed where it is not said. */
  readonly source?: SourceKind | undefined;
  /** How the files of `csv` are read. */
  readonly mapping?: Mapping | undefined;
  /** Read compressed files of moderate size to their end, to find damage now rather than while importing. */
  readonly thorough: boolean;
}

/**
 * Looks at every file of a folder.
 * @throws {LacunaError} `folder_not_found`, `not_a_folder`, `folder_empty`, `wrong_source`. What is wrong with one file
 * is in its `problems`.
 */
export async function surveyFolder(path: string, options: SurveyOptions): Promise<Survey> {
  const { thorough } = options;
  const folder = resolve(path);
  const { importer, found } = await findTables(folder, options);
  const specs = chooseSpecs(importer, found);
  const files: SurveyedFile[] = [];
  for (const file of found) files.push(await surveyFile(file, specs.get(file) ?? null, thorough));
  return {
    importer,
    folder,
    server: null,
    synthetic: existsSync(join(folder, SYNTHETIC_MARKER_FILE)),
    files,
    ...judged(importer, files, {
      folderName: basename(folder),
      textOf: (name) => readSmallText(join(folder, name)),
    }),
  };
}

/** What the files say together: their release, and which of the tables are missing. */
export function judged(
  importer: SourceImporter,
  files: readonly SurveyedFile[],
  place: Pick<ReleaseEvidence, 'folderName' | 'textOf'>,
): Pick<Survey, 'release' | 'missing'> {
  const of = (wanted: TableSpec): SurveyedFile | undefined => files.find(({ spec }) => spec === wanted);
  return {
    release: importer.guessRelease({
      ...place,
      names: new Set(files.map(({ file }) => file.table)),
      headerOf: (spec) => of(spec)?.header ?? null,
      rowsOf: (spec) => of(spec)?.sample?.estimatedRows ?? null,
      headOf: (spec) => of(spec)?.sample?.head.toString('utf8') ?? '',
    }),
    missing: importer.tables.filter((spec) => !files.some((file) => mayHold(file, spec))),
  };
}

/** Whether rows of a table may be in a file. */
export function mayHold({ spec }: SurveyedFile, wanted: TableSpec): boolean {
  return spec === wanted || spec?.holds?.includes(wanted) === true;
}

/** Descriptions of datasets are far shorter. */
const LARGEST_TEXT_BYTES = 1 << 20;

/** The text of a small file; `null` where it is not there, too large or may not be read. */
function readSmallText(path: string): string | null {
  try {
    return statSync(path).size > LARGEST_TEXT_BYTES ? null : readFileSync(path, 'utf8');
  } catch {
    return null;
  }
}

interface FoundTables {
  readonly importer: SourceImporter;
  readonly found: readonly DiskFile[];
}

async function findTables(folder: string, { source, mapping }: SurveyOptions): Promise<FoundTables> {
  if (mapping !== undefined || source === 'csv') {
    const importer = mappedImporter(requireMapping(mapping, source));
    return { importer, found: (await importer.findFiles?.(folder)) ?? [] };
  }
  const found = await findFiles(folder);
  const importer = await importerOf(folder, found, source);
  return {
    importer,
    found: (await importer.findFiles?.(folder)) ?? found.filter(({ format }) => holdsRows(format)),
  };
}

/** @throws {LacunaError} `bad_mapping`; `usage` where there is none, or the source is one that needs none. */
function requireMapping(mapping: Mapping | undefined, source: SourceKind | undefined): Mapping {
  if (mapping === undefined) {
    throw new LacunaError('usage', 'your own tables are read by a mapping, and none is named', {
      hint: 'propose one, look it through, and name it: lacuna mapping <folder> --output mapping.yaml, then --mapping mapping.yaml',
    });
  }
  if (source !== undefined && source !== 'csv') {
    throw new LacunaError('usage', worded`a mapping is named, and ${source} is read without one`, {
      hint: 'leave --mapping out, or name --source csv',
    });
  }
  requireSound(mapping);
  return mapping;
}

/**
 * The table that each file is read as. Of a file that is there both plain and compressed the plain one, which comes
 * first, is read; a table that stands in for another is read only where that is not there.
 */
export function chooseSpecs<File extends Pick<CsvFile, 'table'>>(
  { tables, ignoresCase }: SourceImporter,
  files: readonly File[],
): Map<File, TableSpec> {
  const named = (table: string): string => (ignoresCase ? table.toLowerCase() : table);
  const chosen = new Map<File, TableSpec>();
  for (const spec of tables) {
    const { standsInFor } = spec;
    if (standsInFor !== undefined && files.some(({ table }) => named(table) === named(standsInFor))) continue;
    for (const file of filesOf(spec, files, named)) chosen.set(file, spec);
  }
  return chosen;
}

/** The files of a table, each path once; where older releases had it elsewhere, those only if it is not in its place. */
function filesOf<File extends Pick<CsvFile, 'table'>>(
  { table, formerly, parts }: TableSpec,
  files: readonly File[],
  named: (table: string) => string,
): File[] {
  const byPath = Map.groupBy(files, (file) => named(file.table));
  const at = (path: string): File[] => byPath.get(path)?.slice(0, 1) ?? [];
  if (parts !== undefined) return [...byPath.keys()].filter((path) => parts.test(path)).flatMap(at);
  const found = at(named(table));
  return found.length > 0 || formerly === undefined ? found : at(named(formerly));
}

async function surveyFile(file: DiskFile, spec: TableSpec | null, thorough: boolean): Promise<SurveyedFile> {
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
export function missingColumns(
  header: TableHeader,
  spec: TableSpec,
  file: Pick<CsvFile, 'name'>,
): ErrorReport[] {
  const problems: ErrorReport[] = [];
  for (const name of neededColumns(header, spec)) {
    try {
      requireColumns(header, [name], file);
    } catch (error) {
      if (!(error instanceof LacunaError)) throw error;
      problems.push(error.report());
    }
  }
  return problems;
}

/** Of several names for one column the first is asked for where the file has none of them. */
function neededColumns({ columns: found }: TableHeader, spec: TableSpec): string[] {
  const { columns, oneOf = [] } = spec;
  const needed = Object.keys(columns)
    .filter((name) => columns[name]?.optional !== true)
    .map((name) => columnName(spec, name));
  const isThere = oneOf.some((name) => found.includes(name));
  return isThere ? needed : [...needed, ...oneOf.slice(0, 1)];
}
