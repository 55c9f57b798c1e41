import {
  type ConfigurationChoices,
  resolveConfiguration,
  type TrainingConfiguration,
} from '../training/configuration.ts';
import type { TrainingHooks } from '../training/hooks.ts';

/** Networks so small that the plain JavaScript engine trains them in a second or two. */
export const TINY_SETTINGS = {
  members: 2,
  components: 8,
  encodingWidth: 6,
  latentWidth: 6,
  headHidden: 8,
  discriminatorHidden: 8,
  fusionWidth: 8,
  classifierHidden: 6,
  epochs: 4,
  blockEpochs: 1,
  batchSize: 64,
  learningRate: 0.02,
  weightDecay: 0.01,
  dropout: 0.1,
  inputDropout: 0.05,
  rankingEvery: 2,
  expertShare: 0,
};

export function tinyConfiguration(choices: ConfigurationChoices = {}): TrainingConfiguration {
  return resolveConfiguration('desktop', { ...choices, settings: { ...TINY_SETTINGS, ...choices.settings } });
}

/** Hooks with a clock that ticks by the call. */
export function tickingHooks(hooks: Partial<TrainingHooks> = {}): TrainingHooks {
  let ticks = 0;
  return { now: () => (ticks += 1), ...hooks };
}
