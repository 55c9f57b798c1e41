import { ModelError } from '../errors.ts';
import { asRecorded } from '../network/batch.ts';
import { memberLogits } from '../network/forward.ts';
import type { Filling } from '../substitution/filling.ts';
import type { TrainingConfiguration } from '../training/configuration.ts';
import type { TrainingHooks } from '../training/hooks.ts';
import type { ModelState } from '../training/model-state.ts';
import type { PreparedRun } from '../training/prepare.ts';
import { deployedSources, rankNow } from '../training/ranking.ts';
import { TrainingRun } from '../training/training-run.ts';

/** A network right after its training, with the weights that it keeps. Not to be held on to. */
export interface Trained {
  readonly run: PreparedRun;
  readonly state: ModelState;
  /** By what its missing modalities are filled. */
  readonly filling: Filling;
}

/** How a caller follows and stops the trainings of an experiment. */
export interface ExperimentHooks extends Pick<TrainingHooks, 'now' | 'signal' | 'pause'> {
  /** Called before each training with what it is for. */
  readonly onTraining?: (what: string) => void;
  /** What the experiment changes of every run before it is trained. */
  readonly changed?: (run: PreparedRun) => PreparedRun;
}

/**
 * Trains a network, and looks at it before it is thrown away.
 * @param onEpoch looks at it after every epoch, with the weights as they are.
 * @throws {ModelError} `training_diverged`; `cancelled` when the signal ended the run before its time.
 */
export async function trainAndInspect<T>(
  prepared: PreparedRun,
  hooks: ExperimentHooks,
  inspect: (trained: Trained) => T,
  onEpoch?: (state: ModelState) => void,
): Promise<T> {
  const run = hooks.changed?.(prepared) ?? prepared;
  const training = new TrainingRun(run, { ...hooks, onEpoch: () => onEpoch?.(training.state) });
  try {
    await training.train();
    if (training.epochs < run.configuration.epochs) {
      throw new ModelError('cancelled', `stopped after ${training.epochs} epochs`);
    }
    training.best.applyTo(training.state);
    const { ranking } = rankNow(run, training.state);
    const filling = { table: deployedSources(run, ranking), lends: 'latent' } as const;
    return inspect({ run, state: training.state, filling });
  } finally {
    training.dispose();
  }
}

/**
 * The configuration of a model for an experiment: one member, which chooses its epoch on validation, so that trainings
 * are compared one by one.
 */
export function singleMember(configuration: TrainingConfiguration, seed: number): TrainingConfiguration {
  return { ...configuration, members: 1, bagging: false, seed };
}

/** Raw logits of the validation rows as recorded, `[rows]`. */
export function validationLogits({ run, state, filling }: Trained): Float32Array {
  const { inputs, validationRows } = run;
  const rows = [asRecorded(inputs, validationRows)];
  return memberLogits(state, { inputs, rows, filling })[0] ?? new Float32Array(0);
}
