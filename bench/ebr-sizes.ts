import { networkShape } from '../models/network/create-network.ts';
import { type PresetName, resolveConfiguration, scaleToCohort } from '../models/training/configuration.ts';

/** Encounters of the cohort that steps draw from: below 5,000 in training, so the desktop preset is 64 wide. */
export const ENCOUNTERS = 2_000;

/** What a step of an EBR model is measured with. */
export interface EbrMeasure {
  readonly preset: PresetName;
  /** Encounters in a batch. */
  readonly batch: number;
}

/** The measures asked for, by name. */
export const EBR_MEASURES = {
  desktop: { preset: 'desktop', batch: 256 },
  paper: { preset: 'paper', batch: 512 },
} as const satisfies Record<string, EbrMeasure>;

/** Widths and settings of the step, for a peer that takes the same. */
export function ebrSizes({ preset, batch }: EbrMeasure, modalities: number) {
  const configuration = scaleToCohort(resolveConfiguration(preset), ENCOUNTERS);
  const { encoder, heads, discriminator, inputs } = networkShape(configuration, modalities);
  const { members, encodingWidth, classifierHidden, maskedTraining, maxDropRate } = configuration;
  const { dropout, inputDropout, unimodalWeight, lambda, optimizer, weightDecay, gradientNorm } =
    configuration;
  return {
    members,
    modalities,
    batch,
    rows: ENCOUNTERS,
    inputs,
    encoder,
    head: heads?.encoder ?? [],
    decoder: heads?.decoder ?? [],
    discriminator,
    gate: [Math.ceil(encodingWidth / 2), 1],
    classifier: classifierHidden > 0 ? [classifierHidden, 1] : [1],
    maxDropRate: maskedTraining ? maxDropRate : 0,
    dropout,
    inputDropout,
    unimodalWeight,
    lambda,
    optimizer,
    weightDecay,
    gradientNorm,
  };
}
