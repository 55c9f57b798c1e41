import type { TrainingConfiguration } from '../../models/training/configuration.ts';
import type { Checkpoint, TrainingHooks } from '../../models/training/hooks.ts';
import { TrainingDivergedError } from '../../models/training/diverged.ts';
import { trainModel } from '../../models/training/train.ts';
import type { TrainedModel } from '../../models/training/trained-model.ts';
import type { TrainingRequest } from '../api/services.ts';
import { writeBundle } from '../bundles/bundle-files.ts';
import type { EngineInfo } from '../engine/load-engine.ts';
import { LacunaError, toErrorReport } from '../errors.ts';
import { keepsCheckpoint } from '../jobs/cancellation.ts';
import { asLacunaError } from '../model-errors.ts';
import { scoreCohort } from '../prediction/score-cohort.ts';
import { appendAuditLog } from '../records/audit-log.ts';
import type { Database } from '../records/database.ts';
import { registerModel } from '../records/models.ts';
import { isSynthetic } from '../records/sources.ts';
import { loadPreferredEngine } from '../settings/preferred-engine.ts';
import { appendEpoch, endTrainingRun } from '../records/training-runs.ts';
import { bundleOf, type BundleScores } from './bundle-of.ts';
import { CheckpointWriter } from './checkpoint-writer.ts';
import { hasCheckpoint, removeCheckpoint } from './checkpoint-files.ts';
import { calibrateAndScore } from './fit-model.ts';
import { modelDetailsOf } from './model-details.ts';
import { chooseConfiguration, isSearching, searchRecordOf } from './search-run.ts';
import type { PreparedDataset } from './prepare-dataset.ts';
import { trainingWarnings } from './training-warnings.ts';
import type { TrainingSteps } from './run-training.ts';
import { sentence, worded } from '../../models/wording.ts';

/** A run that is entered in the database and has its data. */
export interface OpenRun {
  readonly id: string;
  readonly request: TrainingRequest;
  readonly configuration: TrainingConfiguration;
  readonly outputPath: string;
  readonly checkpointPath: string;
  readonly prepared: PreparedDataset;
  /** Where to go on from. */
  readonly checkpoint?: Checkpoint;
}

export interface TrainingSummary {
  readonly bundle: string;
  readonly model: string;
  readonly run: string;
  readonly task: TrainingRequest['task'];
  readonly epochs: number;
  readonly seconds: number;
  readonly engine: EngineInfo;
  readonly validation: BundleScores;
  readonly test: BundleScores;
  readonly strength: Record<string, number | null>;
  readonly warnings: readonly string[];
}

/**
 * Trains, calibrates, scores, writes the bundle and registers it; however it ends, the run's row says how. A cancelled
 * run ends with the best so far.
 */
export async function finishRun(db: Database, run: OpenRun, steps: TrainingSteps): Promise<TrainingSummary> {
  const summary = await trainedOrEnded(db, run, steps);
  try {
    await scoreCohort(db, run.outputPath, {
      signal: steps.signal,
      onProgress: (done, total) => steps.onStep?.(sentence`scored ${done} of ${total} encounters`),
    });
  } catch (error) {
    // The model is there: a cancel only leaves the patient list without scores.
    if (toErrorReport(error).code !== 'cancelled') throw error;
  }
  return summary;
}

async function trainedOrEnded(db: Database, run: OpenRun, steps: TrainingSteps): Promise<TrainingSummary> {
  try {
    const summary = await trainAndWrite(db, run, steps);
    await removeCheckpoint(run.checkpointPath);
    return summary;
  } catch (error) {
    const named = asLacunaError(error);
    const report = toErrorReport(named);
    const state = report.code === 'cancelled' ? 'cancelled' : 'failed';
    const kept = keepsCheckpoint(steps.signal) && hasCheckpoint(run.checkpointPath);
    const resumable = kept || (state === 'cancelled' && isSearching(db, run));
    endTrainingRun(db, run.id, { state, error: report, resumable });
    appendAuditLog(db, { action: `training.${state}`, subject: run.id });
    if (!resumable) await removeCheckpoint(run.checkpointPath);
    throw resumable && state === 'cancelled' ? stopped(run) : named;
  }
}

function stopped(run: OpenRun): LacunaError {
  return new LacunaError('cancelled', 'paused', { hint: worded`lacuna train --resume ${run.id}` });
}

async function trainAndWrite(db: Database, run: OpenRun, steps: TrainingSteps): Promise<TrainingSummary> {
  const { prepared } = run;
  for (const warning of trainingWarnings(prepared.dataset, run.configuration)) steps.onWarning?.(warning);
  steps.onStep?.(sentence`loading the compute engine`);
  const engine = await loadPreferredEngine();
  const started = performance.now();
  const configuration = await chooseConfiguration(db, run, steps);
  const checkpoints = new CheckpointWriter(run.checkpointPath);
  const { trained, diverged } = await trainedAsFarAsItWent(
    trainModel(prepared.dataset, configuration, hooksOf(db, run, steps, checkpoints), run.checkpoint),
  );
  await checkpoints.settled();
  const isShort = trained.epochs < configuration.epochs;
  if (isShort && diverged === null && keepsCheckpoint(steps.signal)) throw stopped(run);
  if (trained.epochs === 0) throw new LacunaError('cancelled', 'cancelled before the first epoch ended');
  steps.onStep?.(sentence`calibrating and scoring`);
  const scores = calibrateAndScore(trained, prepared.dataset);
  const seconds = (performance.now() - started) / 1000;
  const bundle = bundleOf({
    run,
    trained,
    scores,
    engine,
    synthetic: isSynthetic(db),
    search: searchRecordOf(db, run),
  });
  steps.onStep?.(sentence`writing the bundle`);
  await writeBundle(run.outputPath, bundle.files);
  registerModel(db, {
    details: modelDetailsOf(bundle.manifest, run.outputPath),
    hash: bundle.hash,
  });
  const state = diverged !== null ? 'failed' : isShort ? 'cancelled' : 'done';
  const error = diverged === null ? {} : { error: toErrorReport(asLacunaError(diverged)) };
  endTrainingRun(db, run.id, { state, model: bundle.manifest.id, ...error });
  appendAuditLog(db, { action: `training.${state}`, subject: run.id, model: bundle.manifest.id });
  const { failure } = checkpoints;
  return summaryOf(run, trained, { engine, seconds, scores, failure, manifest: bundle.manifest });
}

interface Trained {
  readonly trained: TrainedModel;
  /** Why it did not go on; `null` = it came to its end, or was stopped. */
  readonly diverged: TrainingDivergedError | null;
}

/** A training that diverges leaves the best model before that, with a warning; without one it fails. */
async function trainedAsFarAsItWent(training: Promise<TrainedModel>): Promise<Trained> {
  try {
    return { trained: await training, diverged: null };
  } catch (error) {
    if (!(error instanceof TrainingDivergedError) || error.best === null) throw error;
    const warning = sentence`training_diverged: ${error.message}; the best weights before it are kept`;
    return { trained: { ...error.best, warnings: [...error.best.warnings, warning] }, diverged: error };
  }
}

function hooksOf(
  db: Database,
  run: OpenRun,
  steps: TrainingSteps,
  checkpoints: CheckpointWriter,
): TrainingHooks {
  return {
    now: () => performance.now(),
    signal: steps.signal,
    pause: () => new Promise((resume) => setImmediate(resume)),
    onEpoch: (report) => {
      appendEpoch(db, run.id, report);
      steps.onEpoch?.(report);
    },
    onCheckpoint: (checkpoint) => checkpoints.offer(checkpoint),
  };
}

interface Outcome {
  readonly engine: EngineInfo;
  readonly seconds: number;
  readonly scores: ReturnType<typeof calibrateAndScore>;
  /** Why the last checkpoint could not be written. */
  readonly failure: LacunaError | null;
  readonly manifest: ReturnType<typeof bundleOf>['manifest'];
}

function summaryOf(run: OpenRun, trained: TrainedModel, outcome: Outcome): TrainingSummary {
  const { scores, manifest, failure } = outcome;
  return {
    bundle: run.outputPath,
    model: manifest.id,
    run: run.id,
    task: run.request.task,
    epochs: trained.epochs,
    seconds: outcome.seconds,
    engine: outcome.engine,
    validation: scores.validation,
    test: scores.test,
    strength: Object.fromEntries(
      Object.entries(trained.strength).map(([modality, { auroc }]) => [modality, auroc]),
    ),
    warnings: failure === null ? manifest.warnings : [...manifest.warnings, failure.message],
  };
}
