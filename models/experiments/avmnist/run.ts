import { ModelError } from '../../errors.ts';
import { RandomStream } from '../../random/random-stream.ts';
import { type AvMnist, PER_CLASS, SPEAKERS } from './dataset.ts';
import { METHODS, type MethodName } from './methods.ts';
import { createNetworks } from './networks.ts';
import { type Recipe, STRONG_RECIPE } from './recipe.ts';
import { type Accuracy, Training } from './training.ts';

/** One run: what is trained, and on how much audio. */
export interface AvMnistRun {
  readonly method: MethodName;
  /** Pairs a class: training images that have audio. */
  readonly p: number;
  readonly seed: number;
  /** Networks that are trained side by side. */
  readonly members: number;
  readonly recipe?: Recipe;
  /** After each step; what it throws ends the run. */
  readonly onStep?: (done: number, of: number) => void;
}

export interface AvMnistOutcome extends Accuracy {
  /** Parameters of a member. */
  readonly parameters: number;
  readonly steps: number;
}

/**
 * Trains the members of one method for as many epochs as the recipe says, on images of which few have audio, and scores
 * what their averaged weights end as on test images alone. Nothing of the test split is looked at before.
 * @throws {ModelError} `configuration` for impossible pairs, `training_diverged` when the weights are no numbers.
 */
export function runAvMnist(data: AvMnist, run: AvMnistRun): AvMnistOutcome {
  const { method: name, p, seed, members, recipe = STRONG_RECIPE, onStep } = run;
  requirePairs(p);
  const method = METHODS[name](createNetworks(recipe), recipe);
  const random = RandomStream.fromSeed(`avmnist/${seed}`);
  const training = new Training(method, { data, p, members, recipe, random });
  try {
    for (let step = 0; step < training.steps; step += 1) {
      training.step(step);
      onStep?.(step + 1, training.steps);
    }
    return { ...training.score(method), parameters: training.parameters, steps: training.steps };
  } finally {
    training.dispose();
  }
}

function requirePairs(p: number): void {
  if (Number.isInteger(p / SPEAKERS) && p >= SPEAKERS && p <= PER_CLASS) return;
  throw new ModelError(
    'configuration',
    `expected pairs a class to be a multiple of ${SPEAKERS} up to ${PER_CLASS}, got ${p}`,
  );
}
