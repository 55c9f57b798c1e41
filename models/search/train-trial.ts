import type { TrainingConfiguration } from '../training/configuration.ts';
import type { Dataset } from '../training/dataset.ts';
import type { Checkpoint, TrainingHooks } from '../training/hooks.ts';
import { prepareRun } from '../training/prepare.ts';
import { TrainingRun } from '../training/training-run.ts';
import { ModelError } from '../errors.ts';

/** A training that was stopped on the way, and how its weights do on validation encounters. */
export interface PartialTraining {
  readonly epochs: number;
  readonly loss: number;
  readonly auroc: number | null;
  readonly aurocHalfMissing: number | null;
  /** From which it goes on as if it had never stopped. */
  readonly checkpoint: Checkpoint;
}

/**
 * Trains a configuration until it has had `epochs`, from its start or a checkpoint. Only the validation split judges it.
 * @throws {ModelError} `cancelled`; `training_diverged`; `configuration` without a validation encounter to judge by; and
 * those of training.
 */
export async function trainTrial(
  dataset: Dataset,
  configuration: TrainingConfiguration,
  {
    epochs,
    from,
    hooks,
  }: { readonly epochs: number; readonly from?: Checkpoint; readonly hooks: TrainingHooks },
): Promise<PartialTraining> {
  const prepared = prepareRun(dataset, configuration);
  const run = new TrainingRun(prepared, hooks, from);
  try {
    await run.train(epochs);
    if (run.epochs < Math.min(epochs, configuration.epochs)) throw new ModelError('cancelled', 'cancelled');
    const checkpoint = run.checkpoint();
    const { validationLoss: loss, auroc, aurocHalfMissing } = run.keptFigures();
    if (loss === null) {
      throw new ModelError('configuration', 'search: expected validation encounters to judge by, got none');
    }
    return { epochs: run.epochs, loss, auroc, aurocHalfMissing, checkpoint };
  } finally {
    run.dispose();
  }
}
