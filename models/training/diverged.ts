import { ModelError } from '../errors.ts';
import type { TrainedModel } from './trained-model.ts';

/** The loss is no longer a finite number. The message names the epoch. */
export class TrainingDivergedError extends ModelError {
  /** The model as of the best block before; `null` when none had ended. */
  readonly best: TrainedModel | null;

  constructor(message: string, best: TrainedModel | null, options?: ErrorOptions) {
    super('training_diverged', message, options);
    this.name = 'TrainingDivergedError';
    this.best = best;
  }
}
