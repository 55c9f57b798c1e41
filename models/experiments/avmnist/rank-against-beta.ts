import type * as tf from '@tensorflow/tfjs-core';
import { linearCka } from '../../diagnostics/cka.ts';
import { type RepresentationRank, representationRank } from '../../diagnostics/rank.ts';
import type { Defined } from '../../errors.ts';
import type { Weights } from '../../encoders/parameters.ts';
import { RandomStream } from '../../random/random-stream.ts';
import { createAudioOnly } from './audio-only.ts';
import type { Batch } from './batches.ts';
import { type AvMnist, PER_CLASS } from './dataset.ts';
import { createHeads } from './heads.ts';
import { createConcat } from './methods/concat.ts';
import { distilling } from './methods/distilled.ts';
import { reallocating } from './methods/reallocated.ts';
import { type Create, keepAll, type Learner } from './method.ts';
import { audioMean, createAudioVae, createMmvae, mixtureMean } from './mmvae.ts';
import { createNetworks, encodeAudio, encodeImage, fuse, type Networks } from './networks.ts';
import type { Recipe } from './recipe.ts';
import { Training } from './training.ts';

/** What the encoders are: as they are, the audio's taught by the image's, or with heads and an adversary. */
export const DIGIT_ENCODERS = ['vanilla', 'kd', 'ebr'] as const;
export type DigitEncoders = (typeof DIGIT_ENCODERS)[number];

/** A way to make one representation of a digit and its spoken name. */
export interface DigitFusion {
  readonly create: Create<Learner>;
  /** The representation, `[members, rows, width]`. */
  readonly represent: Look;
  /** The audio by itself. */
  readonly alone: { readonly create: Create<Learner>; readonly represent: Look };
}

type Look = (nets: Networks, batch: Batch, weights: Weights) => tf.Tensor3D;

/** `classifier`: encodings side by side, the hidden layer of the classifier. `mmvae`: the mean of the mixture. */
export const DIGIT_FUSIONS = {
  classifier: {
    create: createConcat,
    represent: (nets, { images, audio }, weights) => {
      const image = encodeImage(nets, images, weights, keepAll);
      return fuse(nets, [image, encodeAudio(nets, audio, weights, keepAll)], weights, keepAll);
    },
    alone: {
      create: createAudioOnly,
      represent: (nets, { audio }, weights) => encodeAudio(nets, audio, weights, keepAll),
    },
  },
  mmvae: {
    create: createMmvae,
    represent: mixtureMean,
    alone: { create: createAudioVae, represent: audioMean },
  },
} as const satisfies Record<string, DigitFusion>;

export interface DigitRank extends RepresentationRank {
  /** CKA of the encodings of image and audio with the representation. */
  readonly similarity: readonly [image: Defined<number>, audio: Defined<number>];
}

export interface DigitRankRun {
  readonly encoders: DigitEncoders;
  /** The audio is read `1 + beta` times; `null` = the audio alone, as its encoder stands. */
  readonly beta: number | null;
  readonly seed: number;
  readonly recipe: Recipe;
}

const WRAP_OF: Readonly<Record<DigitEncoders, (create: Create<Learner>) => Create<Learner>>> = {
  vanilla: (create) => create,
  kd: distilling,
  ebr: reallocating,
};

/**
 * Trains one network on all pairs, the audio weighed up in training and evaluation, and looks at what it makes of digits
 * that it did not learn from: the rows of the test split, each with the audio of its own place.
 * @see Chaudhuri et al. 2025, Figure 10 and Table 11; method.md 5.2, 5.3
 */
export function digitRank(
  data: AvMnist,
  fusion: DigitFusion,
  { encoders, beta, seed, recipe }: DigitRankRun,
): DigitRank {
  const plain = createNetworks(recipe);
  const isAlone = beta === null;
  const nets = isAlone ? plain : { ...plain, audioFactor: 1 + beta };
  const { create, represent } = isAlone ? fusion.alone : fusion;
  const learner = isAlone ? create(nets, recipe) : WRAP_OF[encoders](create)(nets, recipe);
  const seen = encoders === 'ebr' && !isAlone ? { ...nets, heads: createHeads(nets, recipe) } : nets;
  const random = RandomStream.fromSeed(`avmnist/${seed}`);
  const training = new Training(learner, {
    data,
    p: PER_CLASS,
    members: 1,
    recipe: { ...recipe, audioDropped: 0 },
    random,
  });
  try {
    for (let step = 0; step < training.steps; step += 1) training.step(step);
    const look = (of: Look) => training.represent(data.test, (batch, weights) => of(seen, batch, weights));
    const fused = look(represent);
    const rank = representationRank(fused);
    if (isAlone) return { ...rank, similarity: [NOT_FUSED, NOT_FUSED] };
    const encodings = [
      look((own, { images }, weights) => encodeImage(own, images, weights, keepAll)),
      look((own, { audio }, weights) => encodeAudio(own, audio, weights, keepAll)),
    ] as const;
    return { ...rank, similarity: [linearCka(encodings[0], fused), linearCka(encodings[1], fused)] };
  } finally {
    training.dispose();
  }
}

const NOT_FUSED = { undefined: 'nothing is fused' } as const;
