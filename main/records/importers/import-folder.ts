import { randomUUID } from 'node:crypto';
import { stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Mapping } from '../../api/mapping.ts';
import type { ImportSummary, Inspection, SourceKind } from '../../api/services.ts';
import { LacunaError } from '../../errors.ts';
import { type Database, openDatabase } from '../database.ts';
import { importSummaryOf } from '../import-runs.ts';
import { forgetLists } from '../patients/prepared-lists.ts';
import { requireSpace } from '../../system/disk-space.ts';
import { fromSqlite } from '../sqlite-errors.ts';
import { contentHash, hashFile } from './content-hash.ts';
import { isOnDisk } from './csv-file.ts';
import { DuckDbSession } from './duckdb-session.ts';
import { ImportAccount } from './import-account.ts';
import { type ImportProgress, ProgressReporter } from './import-progress.ts';
import { failRun, finishRun, startRun } from './import-run-record.ts';
import { inspectionOf, neededBytes, obstacleOf } from './inspect-folder.ts';
import { publish } from './publish.ts';
import { warnOfShortfalls } from './row-shortfalls.ts';
import { stagedCounts, stageSource } from './stage-source.ts';
import { openStaging, STAGING_FILE } from './staging.ts';
import { type Survey, surveyFolder, type SurveyedFile } from './survey-folder.ts';
import { unlessAborted } from './unless-aborted.ts';
import { makeWorkFolder, removeWorkFolder } from './work-folder.ts';
import { sentence, worded } from '../../../models/wording.ts';

export type { ImportProgress } from './import-progress.ts';

export interface ImportOptions {
  /** The database file; made when it does not exist. */
  readonly database: string;
  readonly signal?: AbortSignal | undefined;
  /** Is told what was found before anything is read. */
  readonly onInspected?: ((inspection: Inspection) => void) | undefined;
  readonly onProgress?: ((progress: ImportProgress) => void) | undefined;
}

export interface ImportRequest extends ImportOptions {
  readonly folder: string;
  /** What the folder holds; guessed where it is left out. */
  readonly source?: SourceKind | undefined;
  /** How the files of `csv` are read. */
  readonly mapping?: Mapping | undefined;
}

/**
 * Imports a folder of records as a new source. All of it is staged in a folder of its own beside the database and
 * published in one transaction: an import that fails, is cancelled or killed leaves the records as they were.
 * @throws {LacunaError} what `surveyFolder` and `openDatabase` throw; `missing_file`, and the problems of single files;
 * `already_imported` when the same files are in the database; `disk_full`; `file_changed`. An abort throws the signal's
 * reason.
 */
export async function importFolder(request: ImportRequest): Promise<ImportSummary> {
  const { folder, source, mapping, database, signal } = request;
  const startedMs = performance.now();
  signal?.throwIfAborted();
  const survey = await unlessAborted(surveyFolder(folder, { source, mapping, thorough: false }), signal);
  announce(survey, request);
  const db = openDatabase(database, { create: true });
  try {
    return await importSurvey(db, { request, survey, startedMs });
  } finally {
    db.close();
  }
}

/**
 * Says what was found.
 * @throws {LacunaError} what stands in the way of importing it.
 */
export function announce(survey: Survey, { onInspected, database }: ImportOptions): void {
  const problem = obstacleOf(survey);
  if (problem !== null) throw problem;
  onInspected?.(inspectionOf(survey, database));
}

/** Imports what was found, wherever it lies. */
export async function importSurvey(db: Database, work: Omit<Work, 'run'>): Promise<ImportSummary> {
  const { survey, request } = work;
  requireSpace(dirname(db.name), {
    what: sentence`the import`,
    bytes: neededBytes(survey),
    file: db.name,
    hint: 'free some space, or put the database on another disk; nothing was changed',
  });
  await requireNewFiles(db, survey, request.signal);
  const run = randomUUID();
  startRun(db, { run, kind: survey.importer.kind, release: survey.release, folder: survey.folder });
  try {
    return await stageAndPublish(db, { ...work, run });
  } catch (error) {
    const failure = fromSqlite(error, db.name);
    noteFailure(db, run, failure);
    throw failure;
  }
}

/** On a disk that is full even the note of the failure may fail; it must not hide what went wrong first. */
function noteFailure(db: Database, run: string, failure: unknown): void {
  try {
    failRun(db, run, failure);
  } catch (error) {
    if (!(error instanceof LacunaError)) throw error;
  }
}

interface Work {
  readonly request: ImportOptions;
  readonly survey: Survey;
  readonly run: string;
  readonly startedMs: number;
}

async function stageAndPublish(db: Database, work: Work): Promise<ImportSummary> {
  const { request, run, startedMs, survey } = work;
  const folder = makeWorkFolder(db.name);
  const { kind } = survey.importer;
  const progress = new ProgressReporter(survey.files, (step) => request.onProgress?.(step));
  try {
    const { hash, ...outcome } = await stage(work, folder, progress);
    progress.enter('committing');
    await publish(db, {
      staged: join(folder, STAGING_FILE),
      signal: request.signal,
      begin: () => {
        requireNew(db, hash);
        return sourceName(db, kind);
      },
      finish: (sourceId) => {
        const seconds = (performance.now() - startedMs) / 1000;
        const { release, server } = survey;
        forgetLists(db);
        finishRun(db, sourceId, { run, source: kind, release, server, ...outcome, seconds });
      },
    });
    return importSummaryOf(db, run);
  } finally {
    removeWorkFolder(folder);
  }
}

interface Staged extends Pick<ImportSummary, 'imported' | 'rejected' | 'files'> {
  /** Of the contents of all files read. */
  readonly hash: string;
}

async function stage(
  { request, survey, run }: Work,
  folder: string,
  progress: ProgressReporter,
): Promise<Staged> {
  const { signal } = request;
  const files = survey.files.map((surveyed, index) => ({ ...surveyed, id: index + 1 }));
  const session = await DuckDbSession.open({ spillFolder: join(folder, 'spill'), signal });
  const staging = openStaging(folder);
  try {
    const account = new ImportAccount(run, session, staging);
    const { importer, release } = survey;
    await importer.importAll({ session, staging, account, progress, release, files, folder, signal });
    await unlessAborted(requireUnchanged(files), signal);
    warnOfShortfalls(account, survey);
    const hash = contentHash(account.sha256, survey.importer.fingerprint);
    stageSource(staging, { survey, files, contentHash: hash, account });
    const imported = stagedCounts(staging);
    staging.exec('COMMIT');
    return { hash, imported, rejected: account.rejectedRows, files: account.files };
  } finally {
    session.close();
    staging.close();
  }
}

/**
 * Hashes the files before they are read where they may be there already; they are hashed once more while read. What is
 * streamed can be hashed then only.
 */
async function requireNewFiles(
  db: Database,
  { files, importer }: Survey,
  signal: AbortSignal | undefined,
): Promise<void> {
  if (db.prepare('SELECT 1 FROM source LIMIT 1').get() === undefined) return;
  const sha256 = new Map<string, string>();
  for (const { file, spec } of files) {
    if (spec === null) continue;
    if (!isOnDisk(file)) return;
    sha256.set(file.name, await hashFile(file, signal));
  }
  requireNew(db, contentHash(sha256, importer.fingerprint));
}

function requireNew(db: Database, hash: string): void {
  const name = db
    .prepare<[string], string>('SELECT name FROM source WHERE content_hash = ?')
    .pluck()
    .get(hash);
  if (name === undefined) return;
  throw new LacunaError('already_imported', worded`the same files are in the database already, as ${name}`, {
    file: db.name,
    hint: 'nothing was changed; to read them again, remove that source first: lacuna remove --source <name>',
  });
}

/** The kind of source, with a number from the second source of the kind on. */
function sourceName(db: Database, kind: SourceKind): string {
  const taken = new Set(db.prepare<[], string>('SELECT name FROM source').pluck().all());
  for (let number = 1; ; number += 1) {
    const name = number === 1 ? kind : `${kind}-${number}`;
    if (!taken.has(name)) return name;
  }
}

async function requireUnchanged(files: readonly SurveyedFile[]): Promise<void> {
  for (const { file, spec } of files) {
    if (spec === null || !isOnDisk(file)) continue;
    const { size, mtimeMs } = await stat(file.path);
    if (size === file.sizeBytes && mtimeMs === file.changedMs) continue;
    throw new LacunaError('file_changed', 'the file changed while it was being read', {
      file: file.name,
      hint: 'wait until the file is complete, and import again; nothing was changed',
    });
  }
}
