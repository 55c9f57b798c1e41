import path from 'node:path';
import { learnsUnlabelled } from '../../models/training/unlabelled.ts';
import { requireFreePath } from '../bundles/bundle-files.ts';
import { LacunaError } from '../errors.ts';
import { openDatabase } from '../records/database.ts';
import { reopenTrainingRun, trainingRunOf } from '../records/training-runs.ts';
import { hasCheckpoint, readCheckpoint } from './checkpoint-files.ts';
import { finishRun, type TrainingSummary } from './finish-run.ts';
import { prepareDataset } from './prepare-dataset.ts';
import { readingOptions } from './reading-options.ts';
import { configurationOf } from './request-configuration.ts';
import type { TrainingSteps } from './run-training.ts';

export interface ResumeOrder {
  readonly database: string;
  readonly run: string;
  /** Default: where the run was going to write. */
  readonly output?: string | undefined;
}

/**
 * Goes on with a run from its last checkpoint; on the same machine and data it ends with the numbers of a run that
 * was never stopped.
 * @throws {LacunaError} `not_found`, `run_not_resumable`, and those of training.
 */
export async function resumeTraining(order: ResumeOrder, steps: TrainingSteps): Promise<TrainingSummary> {
  const db = openDatabase(order.database);
  try {
    const run = trainingRunOf(db, order.run);
    if (run.checkpointPath === null) {
      throw new LacunaError('run_not_resumable', 'the run ended and left no checkpoint');
    }
    if (run.state === 'running') throw new LacunaError('job_running', 'the run is still going on');
    const outputPath = order.output === undefined ? run.outputPath : path.resolve(order.output);
    requireFreePath(outputPath);
    const { request, checkpointPath } = run;
    // A search goes on from its trials, also before the chosen one has a checkpoint.
    const isFresh = request.search !== undefined && !hasCheckpoint(checkpointPath);
    const checkpoint = isFresh ? undefined : await readCheckpoint(checkpointPath);
    const configuration = configurationOf(request);
    const prepared = await prepareDataset(db, request, {
      modalities: request.modalities,
      vectorizers: await readingOptions(configuration),
      unlabelled: learnsUnlabelled(configuration),
      signal: steps.signal,
      onStep: steps.onStep,
    });
    if (prepared.fingerprint !== run.dataFingerprint) {
      throw new LacunaError('run_not_resumable', 'the data changed since the run was started', {
        hint: 'start a new run',
      });
    }
    reopenTrainingRun(db, run.id);
    steps.onRun?.(run.id);
    return await finishRun(
      db,
      {
        id: run.id,
        request,
        configuration,
        outputPath,
        checkpointPath,
        prepared,
        ...(checkpoint === undefined ? {} : { checkpoint }),
      },
      steps,
    );
  } finally {
    db.close();
  }
}
