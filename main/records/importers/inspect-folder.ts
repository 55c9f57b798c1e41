import { existsSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import type { Mapping } from '../../api/mapping.ts';
import type { Inspection, SourceKind } from '../../api/services.ts';
import { LacunaError } from '../../errors.ts';
import { freeBytes } from '../../system/disk-space.ts';
import type { CsvFile } from './csv-file.ts';
import { expectedShortfalls, publishedRowsOf } from './row-shortfalls.ts';
import { mayHold, type Survey, surveyFolder, type SurveyedFile } from './survey-folder.ts';
import type { TableSpec } from './table-spec.ts';
import { sentence, type Sentence, worded } from '../../../models/wording.ts';

/** A row is in the database, in its journal until the commit, and staged. */
const COPIES = 3;
/** Chunks, spilled tables and the schema, at the least. */
const BASE_BYTES = 96 << 20;
/** Part of the largest file that DuckDB may have to put on the disk, beyond what it holds in memory. */
const SPILL_SHARE = 0.7;
const SPILL_FROM_BYTES = 400e6;

/**
 * What an import of the folder would find: files, release, estimated rows, modalities that will be absent, and what is
 * wrong. Nothing is written.
 * @param source what the folder holds; guessed where it is left out.
 * @param mapping how the files of `csv` are read.
 * @param database the database that the records would go to; without it, free space is that beside the folder.
 * @throws {LacunaError} `folder_not_found`, `not_a_folder`, `folder_empty`, `wrong_source`; problems of single files
 * are in the answer.
 */
export async function inspectFolder(
  folder: string,
  source?: SourceKind,
  database?: string,
  mapping?: Mapping,
): Promise<Inspection> {
  const survey = await surveyFolder(folder, { source, mapping, thorough: true });
  return inspectionOf(survey, database ?? resolve(folder));
}

/** What a survey says, as people are told. `place` is where the records would go. */
export function inspectionOf(survey: Survey, place: string): Inspection {
  const needed = neededBytes(survey);
  const free = freeBytes(existingFolder(resolve(place)));
  return {
    source: survey.importer.kind,
    folder: survey.folder,
    server: survey.server,
    release: survey.release,
    files: survey.files.map((surveyed) => foundFile(survey, surveyed)),
    missing: missingFiles(survey),
    shortfalls: expectedShortfalls(survey),
    absentModalities: absentModalities(survey),
    neededBytes: needed,
    freeBytes: free,
    ready: obstacleOf(survey) === null && free >= needed,
  };
}

function foundFile(survey: Survey, surveyed: SurveyedFile): Inspection['files'][number] {
  const { file, spec, sample, problems } = surveyed;
  return {
    file: file.name,
    table: spec?.table ?? null,
    use: spec?.use ?? 'unused',
    unusedReason: spec === null ? whyUnused(survey, file) : null,
    sizeBytes: file.sizeBytes,
    estimatedRows: sample?.estimatedRows ?? null,
    publishedRows: publishedRowsOf(survey, surveyed),
    problems: [...problems],
  };
}

/** Of a table that lies there plain and compressed, one file is read. */
function whyUnused({ files, importer }: Survey, { table }: CsvFile): Sentence | null {
  const twin = files.find(({ file, spec }) => spec !== null && file.table === table);
  return twin === undefined
    ? (importer.whyUnused?.(table) ?? null)
    : sentence`${twin.file.name} is read in its place`;
}

function missingFiles({ missing, files }: Survey): Inspection['missing'] {
  return missing.flatMap(({ table, use, without }) => {
    const standIn = files.find(({ spec }) => spec?.standsInFor === table);
    const consequence = standIn === undefined ? without : sentence`${standIn.file.name} is read in its place`;
    return consequence === null ? [] : [{ file: table, required: use === 'required', consequence }];
  });
}

function absentModalities({ files, importer, server }: Survey): Inspection['absentModalities'] {
  const noneOf = (names: string): Sentence =>
    server === null ? sentence`the folder has none of ${names}` : sentence`the server has none of ${names}`;
  return Object.entries(importer.modalityTables).flatMap(
    ([modality, tables]: [string, readonly TableSpec[]]) => {
      if (tables.some((table) => files.some((file) => mayHold(file, table)))) return [];
      const names = tables.map(({ table }) => table).join(', ');
      const reason = names === '' ? sentence`the mapping names no table of it` : noneOf(names);
      return [{ modality: modality as keyof typeof importer.modalityTables, reason }];
    },
  );
}

/** Bytes that an import needs on the disk of the database, roughly. */
export function neededBytes({ files }: Survey): number {
  let bytes = BASE_BYTES;
  let largest = 0;
  for (const { spec, sample } of files) {
    if (spec === null || sample === null) continue;
    bytes += COPIES * (spec.rowBytes === null ? sample.estimatedBytes : sample.estimatedRows * spec.rowBytes);
    largest = Math.max(largest, sample.estimatedBytes);
  }
  return Math.round(bytes + Math.max(0, largest - SPILL_FROM_BYTES) * SPILL_SHARE);
}

/** The first thing that stands in the way of an import: a required file that is missing, or a file with a problem. */
export function obstacleOf({ folder, server, files, missing, importer }: Survey): LacunaError | null {
  const absent = missing.find(({ use }) => use === 'required');
  if (absent !== undefined && server !== null) {
    return new LacunaError('missing_file', worded`the table ${absent.table} is missing`, {
      file: folder,
      hint: 'load it as mimic-code does; without it nothing can be imported',
    });
  }
  if (absent !== undefined) {
    const { endings = '.csv or .csv.gz' } = importer;
    return new LacunaError('missing_file', worded`the file ${absent.table}${endings} is missing`, {
      file: `${folder}/${absent.table}${endings.split(' ').at(-1)}`,
      hint: 'add the file as it was downloaded; without it nothing can be imported',
    });
  }
  const [problem] = files.flatMap(({ problems }) => problems);
  return problem === undefined ? null : LacunaError.from(problem);
}

function existingFolder(path: string): string {
  let folder = path;
  while (!existsSync(folder)) folder = dirname(folder);
  return folder;
}
