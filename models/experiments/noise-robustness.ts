import type { NoiseMode } from '../diagnostics/noise.ts';
import type { Defined } from '../errors.ts';
import { AUROC, auroc } from '../metrics/auroc.ts';
import { notAssessed } from '../metrics/metric.ts';
import type { ModalityName } from '../modalities/modality.ts';
import type { TrainingConfiguration } from '../training/configuration.ts';
import type { Dataset } from '../training/dataset.ts';
import { type PreparedRun, prepareRun } from '../training/prepare.ts';
import {
  type ExperimentHooks,
  singleMember,
  trainAndInspect,
  validationLogits,
} from './train-and-inspect.ts';
import { TrainingNoise } from './training-noise.ts';

export const NOISE_RATES = [0, 0.05, 0.1, 0.2, 0.3, 0.4, 0.5] as const;

export const noiseTrainings = (seeds: number): number => NOISE_RATES.length * seeds;

export interface NoiseRobustness {
  readonly modality: ModalityName;
  readonly mode: NoiseMode;
  /** AUROC on clean validation encounters, one a seed. */
  readonly rates: readonly { readonly rate: number; readonly auroc: readonly Defined<number>[] }[];
}

/**
 * Trains with the inputs of one modality corrupted by fresh uniform noise in every epoch, at each rate, and measures
 * the AUROC on clean validation encounters. Rate 0 is the model as it is.
 * @throws {ModelError} as `prepareRun`, `trainAndInspect`.
 * @see Chaudhuri et al. 2025, Fig. 7; method.md 5.9
 */
export async function noiseRobustness(
  dataset: Dataset,
  configuration: TrainingConfiguration,
  {
    modality,
    seeds,
    mode = 'amplitude',
  }: { readonly modality: ModalityName; readonly seeds: number; readonly mode?: NoiseMode },
  hooks: ExperimentHooks,
): Promise<NoiseRobustness> {
  const rates: { rate: number; auroc: Defined<number>[] }[] = NOISE_RATES.map((rate) => ({
    rate,
    auroc: [],
  }));
  for (let seed = 0; seed < seeds; seed += 1) {
    const run = prepareRun(dataset, singleMember(configuration, configuration.seed + seed));
    const m = run.inputs.modalities.indexOf(modality);
    for (const point of rates) {
      hooks.onTraining?.(`seed ${run.configuration.seed}: noise ${point.rate}`);
      point.auroc.push(await noisyAuroc(run, m, { rate: point.rate, mode }, hooks));
    }
  }
  return { modality, mode, rates };
}

async function noisyAuroc(
  run: PreparedRun,
  modality: number,
  { rate, mode }: { readonly rate: number; readonly mode: NoiseMode },
  hooks: ExperimentHooks,
): Promise<Defined<number>> {
  const noise = new TrainingNoise(run, modality, { rate, mode });
  noise.draw();
  return trainAndInspect(
    noise.run,
    hooks,
    (trained) => {
      noise.clear();
      const labels = Array.from(run.validationRows, (row) => run.labels[row] ?? 0);
      const few = notAssessed(
        AUROC,
        labels.reduce((sum, label) => sum + label, 0),
      );
      return few === null ? auroc(labels, validationLogits(trained)) : { undefined: few };
    },
    () => noise.draw(),
  );
}
