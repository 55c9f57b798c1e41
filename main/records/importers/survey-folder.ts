import { existsSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import { type ErrorReport, LacunaError } from '../../errors.ts';
import { SYNTHETIC_MARKER_FILE } from '../../synthetic/coverage.ts';
import type { CsvFile } from './csv-file.ts';
import { type CsvHeader, parseHeader, requireColumns } from './csv-header.ts';
import { findCsvFiles } from './find-files.ts';
import { guessRelease } from './mimic-iv/release.ts';
import { MIMIC_IV_TABLES } from './mimic-iv/tables.ts';
import { checkGzip, type FileSample, sampleFile } from './sample-file.ts';
import type { TableSpec } from './table-spec.ts';

/** A file of the folder, with what its first bytes say. */
export interface SurveyedFile {
  readonly file: CsvFile;
  /** `null`: a file that is not read. */
  readonly spec: TableSpec | null;
  readonly header: CsvHeader | null;
  readonly sample: FileSample | null;
  readonly problems: readonly ErrorReport[];
}

/** What a folder holds, before anything is read in full. */
export interface Survey {
  readonly folder: string;
  readonly release: string | null;
  readonly synthetic: boolean;
  readonly files: readonly SurveyedFile[];
  readonly missing: readonly TableSpec[];
}

export interface SurveyOptions {
  /** Read compressed files of moderate size to their end, to find damage now rather than while importing. */
  readonly thorough: boolean;
}

/**
 * Looks at every file of a MIMIC-IV folder.
 * @throws {LacunaError} `folder_not_found`, `not_a_folder`, `folder_empty`, `wrong_source`. What is wrong with one file
 * is in its `problems`.
 */
export async function surveyFolder(path: string, { thorough }: SurveyOptions): Promise<Survey> {
  const folder = resolve(path);
  const found = await findCsvFiles(folder);
  requireMimicIv(folder, found);
  const files: SurveyedFile[] = [];
  const taken = new Set<string>();
  for (const file of found) {
    const spec = MIMIC_IV_TABLES.find(({ table }) => table === file.table) ?? null;
    // Of a table that is there both plain and compressed, the plain file, which comes first, is read.
    files.push(await surveyFile(file, taken.has(file.table) ? null : spec, thorough));
    taken.add(file.table);
  }
  const of = (table: string): SurveyedFile | undefined => files.find(({ spec }) => spec?.table === table);
  return {
    folder,
    release: guessRelease({
      folderName: basename(folder),
      names: new Set(found.map(({ table }) => table)),
      admissions: of('hosp/admissions')?.header ?? null,
      patientsHead: of('hosp/patients')?.sample?.head.toString('utf8') ?? '',
    }),
    synthetic: existsSync(join(folder, SYNTHETIC_MARKER_FILE)),
    files,
    missing: MIMIC_IV_TABLES.filter(({ table }) => of(table) === undefined),
  };
}

async function surveyFile(file: CsvFile, spec: TableSpec | null, thorough: boolean): Promise<SurveyedFile> {
  if (spec === null) return { file, spec, header: null, sample: null, problems: [] };
  let header: CsvHeader | null = null;
  let sample: FileSample | null = null;
  try {
    sample = await sampleFile(file);
    header = parseHeader(sample.head, file);
    if (thorough) await checkGzip(file);
  } catch (error) {
    if (!(error instanceof LacunaError)) throw error;
    return { file, spec, header, sample, problems: [error.report()] };
  }
  return { file, spec, header, sample, problems: missingColumns(header, spec, file) };
}

/** Every missing column, not only the first: the user mends them in one go. */
function missingColumns(header: CsvHeader, { columns }: TableSpec, file: CsvFile): ErrorReport[] {
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

/** Folders that look like another source, or like a part of the right one, get a hint of what they are. */
function requireMimicIv(folder: string, files: readonly CsvFile[]): void {
  const tables = new Set(files.map(({ table }) => table));
  if (MIMIC_IV_TABLES.some(({ table }) => tables.has(table))) return;
  const has = (...names: string[]): boolean => names.every((name) => tables.has(name));
  throw new LacunaError('wrong_source', 'the folder does not look like MIMIC-IV', {
    file: folder,
    hint: has('patient', 'diagnosis')
      ? 'it looks like eICU, which is another source'
      : has('ADMISSIONS', 'PATIENTS')
        ? 'it looks like MIMIC-III, which is not supported'
        : has('core/patients', 'core/admissions')
          ? 'it looks like MIMIC-IV 1.0, which holds no deaths outside the hospital; use version 2.0 or later'
          : has('patients', 'admissions') || has('icustays')
            ? 'choose the folder above this one: the one that holds hosp and icu'
            : 'choose the folder that holds hosp and icu, as it was downloaded',
  });
}
