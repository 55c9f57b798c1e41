import { mkdirSync } from 'node:fs';
import path from 'node:path';
import type { TrainingRequest } from '../api/services.ts';
import { openDatabase, type Database } from '../records/database.ts';
import { importFolder } from '../records/importers/import-folder.ts';
import { generateCohort } from '../synthetic/generate-cohort.ts';
import { runTraining, type TrainingSummary } from '../training/run-training.ts';

/** A small synthetic cohort in a database, and a model trained on it in seconds. */
export interface SmallStudy {
  /** The data folder. */
  readonly home: string;
  /** The cohort as MIMIC-IV files. */
  readonly files: string;
  readonly database: string;
  readonly bundle: string;
  readonly trained: TrainingSummary;
}

export const QUICK: TrainingRequest = {
  task: 'mortality-90d',
  preset: 'default',
  trainingPreset: 'quick',
  encoders: 'ebr',
  fusion: 'gated',
  seed: 1,
};

export const NEVER = new AbortController().signal;

/** Makes the study in a folder by the use cases themselves, without the command line. */
export async function makeSmallStudy(
  folder: string,
  { admissions = 400, seed = 1 } = {},
): Promise<SmallStudy> {
  const { home, files, database } = await importSynthetic(folder, { admissions, seed });
  const bundle = path.join(folder, 'bundle');
  const trained = await runTraining({ database, request: QUICK, output: bundle }, { signal: NEVER });
  return { home, files, database, bundle, trained };
}

/** The first part of a study: a synthetic cohort in a database. `LACUNA_HOME` is set for this process. */
export async function importSynthetic(
  folder: string,
  { admissions, seed }: { readonly admissions: number; readonly seed: number },
): Promise<Pick<SmallStudy, 'home' | 'files' | 'database'>> {
  const home = path.join(folder, 'home');
  mkdirSync(home, { recursive: true });
  process.env['LACUNA_HOME'] = home;
  const files = path.join(folder, 'files');
  await generateCohort({ admissions, seed, output: files });
  const database = path.join(folder, 'records.sqlite');
  await importFolder({ folder: files, source: 'mimic-iv', database });
  return { home, files, database };
}

/** Runs `work` over a read-only connection, and closes it. */
export async function reading<T>(database: string, work: (db: Database) => T | Promise<T>): Promise<T> {
  const db = openDatabase(database, { readOnly: true });
  try {
    return await work(db);
  } finally {
    db.close();
  }
}
