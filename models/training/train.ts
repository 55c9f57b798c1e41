import { ModelError } from '../errors.ts';
import type { TrainingConfiguration } from './configuration.ts';
import type { Dataset } from './dataset.ts';
import { describeModel } from './describe-model.ts';
import { TrainingDivergedError } from './diverged.ts';
import type { Checkpoint, TrainingHooks } from './hooks.ts';
import { joinExperts } from './join-experts.ts';
import { prepareRun } from './prepare.ts';
import type { TrainedModel } from './trained-model.ts';
import { trainExperts } from './train-experts.ts';
import { TrainingRun } from './training-run.ts';

/**
 * Trains a model on the training split of a data set, all members side by side, logistic experts beside them or alone.
 * The validation split ranks modalities, weighs the experts and, without bagging, chooses the epoch; calibration and test splits are never read.
 * @param from a checkpoint of the same configuration and data; the run goes on as if it had never stopped.
 * @returns the best weights of each member, also when `hooks.signal` ended the run before its time.
 * @throws {ModelError} `one_class` when all training labels are the same; `modality` when none can be learned from;
 * `not_finite`; `configuration` or `serialization` when the checkpoint does not belong to this run.
 * @throws {TrainingDivergedError} when the loss is no longer a finite number; holds the best weights so far.
 */
export async function trainModel(
  dataset: Dataset,
  configuration: TrainingConfiguration,
  hooks: TrainingHooks,
  from?: Checkpoint,
): Promise<TrainedModel> {
  if (configuration.expertShare === 1) return trainExperts(dataset, configuration, hooks);
  const prepared = prepareRun(dataset, configuration);
  const describe = (): TrainedModel => joinExperts(describeModel(prepared, run), dataset);
  const run = new TrainingRun(prepared, hooks, from);
  try {
    await run.train();
    return describe();
  } catch (error) {
    if (!(error instanceof ModelError) || error.code !== 'training_diverged') throw error;
    const best = run.best.isEmpty ? null : describe();
    throw new TrainingDivergedError(error.message, best, { cause: error });
  } finally {
    run.dispose();
  }
}
