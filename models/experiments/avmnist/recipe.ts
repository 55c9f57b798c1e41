import type { Augmentation } from '../../images/augmentation.ts';

/** All that a run depends on beside data, method, pairs, members and seed. */
export interface Recipe {
  readonly epochs: number;
  readonly warmUpEpochs: number;
  readonly batchSize: number;
  readonly learningRate: number;
  readonly weightDecay: number;
  readonly gradientNorm: number;
  /** Of the weights over steps; what it ends as is what is scored. */
  readonly averageDecay: number;
  /** Factor of every width. */
  readonly width: number;
  readonly dropout: number;
  readonly augmentation: Augmentation;
  /** Deviation of the noise on standardised audio. */
  readonly audioNoise: number;
  /** Most deviations of audio from its mean. */
  readonly audioLimit: number;
  /** Share of the batches' audio that is left out on purpose. */
  readonly audioDropped: number;
  /** Of the adversary. */
  readonly lambda: number;
  readonly interleave: 'keepSemantic' | 'strict' | 'joint';
  readonly blockEpochs: number;
}

/**
 * The strong recipe, frozen before its seeds were drawn: a prototype's on the same data. Every training image is
 * learned from, the epochs are fixed, and nothing is selected.
 */
export const STRONG_RECIPE: Recipe = {
  epochs: 120,
  warmUpEpochs: 2,
  batchSize: 50,
  learningRate: 2e-3,
  weightDecay: 1e-2,
  gradientNorm: 5,
  averageDecay: 0.99,
  width: 2,
  dropout: 0.3,
  augmentation: {
    rotation: 15,
    scale: 0.15,
    shear: 0.2,
    shift: 2,
    elastic: { grid: 6, deviation: 1 },
  },
  audioNoise: 0.1,
  audioLimit: 4,
  audioDropped: 0.5,
  lambda: 0.1,
  interleave: 'joint',
  blockEpochs: 2,
};
