import { mkdir, rm } from 'node:fs/promises';
import path from 'node:path';
import { LacunaError } from '../errors.ts';
import { predictEncounter } from '../prediction/predict-encounter.ts';
import { withLoadedModel } from '../prediction/loaded-model.ts';
import { openDatabase } from '../records/database.ts';
import { importFolder, type ImportProgress } from '../records/importers/import-folder.ts';
import { labelledEncounters } from '../records/cohorts/labelled-encounters.ts';
import { generateCohort } from '../synthetic/generate-cohort.ts';
import { runTraining, type TrainingSteps } from '../training/run-training.ts';
import { aloneWithDemo } from './alone-with-demo.ts';
import { demoDatabase, demoFolder, deleteDemoFolder } from './demo-folder.ts';
import { sentence } from '../../models/wording.ts';

/** What the demo shows first: its outcome is common enough for every figure on the patient screen. */
const DEMO_TASK = 'mortality-90d';
const DEFAULT_ADMISSIONS = 2_000;

export interface DemoRequest {
  readonly home: string;
  readonly admissions?: number | undefined;
  readonly seed?: number | undefined;
}

export interface DemoHooks extends TrainingSteps {
  readonly onImport?: (progress: ImportProgress) => void;
}

export interface PreparedDemo {
  readonly database: string;
  readonly model: string;
  /** An encounter of the test split, scored once to prove the chain. */
  readonly encounter: string;
}

/**
 * Generates the synthetic cohort, imports it, trains a model and scores one admission: the main job, run before
 * anyone reads a manual. What an interrupted preparation left is cleared first, and nothing is left of one that fails or
 * is cancelled.
 * @throws {LacunaError} also what `aloneWithDemo` throws.
 */
export function prepareDemo(request: DemoRequest, hooks: DemoHooks): Promise<PreparedDemo> {
  return aloneWithDemo(request.home, async () => {
    await deleteDemoFolder(request.home);
    try {
      return await prepare(request, hooks);
    } catch (error) {
      await deleteDemoFolder(request.home);
      throw error;
    }
  });
}

async function prepare(request: DemoRequest, hooks: DemoHooks): Promise<PreparedDemo> {
  const { home, admissions = DEFAULT_ADMISSIONS, seed = 1 } = request;
  const files = path.join(demoFolder(home), 'files');
  await mkdir(files, { recursive: true, mode: 0o700 });
  hooks.onStep?.(sentence`writing the synthetic cohort`);
  await generateCohort({ admissions, seed, output: files, signal: hooks.signal });
  const database = demoDatabase(home);
  hooks.onStep?.(sentence`importing the synthetic cohort`);
  await importFolder({
    folder: files,
    source: 'mimic-iv',
    database,
    signal: hooks.signal,
    onProgress: hooks.onImport,
  });
  await rm(files, { recursive: true, force: true });
  const trained = await runTraining(
    {
      database,
      output: path.join(demoFolder(home), 'models', DEMO_TASK),
      request: {
        task: DEMO_TASK,
        preset: 'default',
        trainingPreset: 'desktop',
        encoders: 'ebr',
        fusion: 'gated',
        seed,
        name: 'Synthetic demo',
      },
    },
    hooks,
  );
  // A cancelled run ends with the best so far, which is not what the demo promises.
  if (hooks.signal.aborted) throw new LacunaError('cancelled', 'cancelled');
  return { database, model: trained.model, encounter: await firstPrediction(database, trained.bundle) };
}

async function firstPrediction(database: string, bundle: string): Promise<string> {
  const db = openDatabase(database, { readOnly: true });
  try {
    return await withLoadedModel(bundle, (model) => {
      const test = labelledEncounters(db, model.cohort).find(({ split }) => split === 'test');
      if (test === undefined) throw new Error('the synthetic cohort has no test encounter');
      return predictEncounter(db, model, { encounter: test.encounter, without: [] }).encounter;
    });
  } finally {
    db.close();
  }
}
