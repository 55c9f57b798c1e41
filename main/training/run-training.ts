import { randomUUID } from 'node:crypto';
import path from 'node:path';
import type { SearchProgress } from '../../models/search/search-settings.ts';
import type { EpochReport } from '../../models/training/hooks.ts';
import { learnsUnlabelled } from '../../models/training/unlabelled.ts';
import { cohortSpec } from '../api/common.ts';
import type { TrainingRequest } from '../api/services.ts';
import { requireFreePath } from '../bundles/bundle-files.ts';
import { openDatabase } from '../records/database.ts';
import { requireSaved } from '../records/saved-cohorts.ts';
import { startTrainingRun } from '../records/training-runs.ts';
import { finishRun, type TrainingSummary } from './finish-run.ts';
import { prepareDataset } from './prepare-dataset.ts';
import { readingOptions } from './reading-options.ts';
import { configurationOf } from './request-configuration.ts';
import { runPlaces } from './run-places.ts';
import { searchRounds, withSearchSpace } from './search-run.ts';
import { withSource } from './with-source.ts';
import { withPresetInputs } from './with-preset-inputs.ts';
import type { Sentence } from '../../models/wording.ts';

export type { TrainingSummary } from './finish-run.ts';

/** How a caller follows and stops a run. */
export interface TrainingSteps {
  readonly signal: AbortSignal;
  /** The run's id, as soon as it is on record. */
  readonly onRun?: (run: string) => void;
  readonly onStep?: (step: Sentence) => void;
  /** Before the training begins, what a person should know of it. */
  readonly onWarning?: (warning: string) => void;
  readonly onEpoch?: (report: EpochReport) => void;
  /** While settings are searched, after each epoch of a trial. */
  readonly onSearch?: (progress: SearchProgress) => void;
}

export interface TrainingOrder {
  readonly database: string;
  readonly request: TrainingRequest;
  /** Where the bundle goes; default: among the models of the data folder. */
  readonly output?: string | undefined;
}

/**
 * Trains a model on a cohort of a database and writes its bundle: read, vectorize, train, calibrate, score, register.
 * A cancelled run keeps the best so far, or, when paused, its last checkpoint.
 * @throws {LacunaError} `cohort_empty`, `leakage`, `one_class`, `training_diverged`, `bad_configuration`,
 * `bundle_exists`, `engine_unavailable`, and those of opening a database.
 */
export async function runTraining(order: TrainingOrder, steps: TrainingSteps): Promise<TrainingSummary> {
  const id = randomUUID();
  const places = runPlaces(order.database, id);
  const outputPath = path.resolve(order.output ?? places.bundle);
  const configuration = configurationOf(order.request);
  // A space that cannot be searched is refused before anything is read.
  searchRounds(order.request);
  requireFreePath(outputPath);
  const db = openDatabase(order.database);
  try {
    requireSaved(db, cohortSpec.strip().parse(order.request));
    const request = withSearchSpace(withSource(db, withPresetInputs(order.request)));
    const prepared = await prepareDataset(db, request, {
      modalities: request.modalities,
      vectorizers: await readingOptions(configuration),
      unlabelled: learnsUnlabelled(configuration),
      signal: steps.signal,
      onStep: steps.onStep,
    });
    const checkpointPath = places.checkpoints;
    startTrainingRun(db, {
      id,
      request,
      outputPath,
      checkpointPath,
      dataFingerprint: prepared.fingerprint,
    });
    steps.onRun?.(id);
    return await finishRun(db, { id, request, configuration, outputPath, checkpointPath, prepared }, steps);
  } finally {
    db.close();
  }
}
