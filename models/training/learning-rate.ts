import type { TrainingConfiguration } from './configuration.ts';

type RateSettings = Pick<
  TrainingConfiguration,
  'learningRate' | 'schedule' | 'decayFactor' | 'decayEvery' | 'epochs'
>;

/**
 * Learning rate of a step.
 * - `constant`; `cosine`: from the full rate to 0 at the end of the run, step by step;
 * - `step`: times `decayFactor` after every `decayEvery` epochs.
 * @param fraction share of the epoch's steps already done, in [0, 1).
 */
export function learningRate(settings: RateSettings, epoch: number, fraction: number): number {
  const { learningRate: rate, schedule, epochs } = settings;
  switch (schedule) {
    case 'constant':
      return rate;
    case 'step':
      return rate * settings.decayFactor ** Math.floor(epoch / settings.decayEvery);
    case 'cosine':
      return (rate * (1 + Math.cos((Math.PI * (epoch + fraction)) / epochs))) / 2;
  }
}

/**
 * From 0 up to the full rate over the first epochs, then down to 0 at the end of the run along half a cosine.
 * @param fraction share of the epoch's steps already done, in [0, 1).
 */
export function warmedUpCosine(
  settings: Pick<TrainingConfiguration, 'learningRate' | 'epochs'> & { readonly warmUpEpochs: number },
  epoch: number,
  fraction: number,
): number {
  const { learningRate: rate, epochs, warmUpEpochs } = settings;
  const place = epoch + fraction;
  if (place < warmUpEpochs) return (rate * place) / warmUpEpochs;
  return (rate * (1 + Math.cos((Math.PI * (place - warmUpEpochs)) / (epochs - warmUpEpochs)))) / 2;
}
