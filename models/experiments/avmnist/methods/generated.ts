import type * as tf from '@tensorflow/tfjs-core';
import type { ParameterSpec, Weights } from '../../../encoders/parameters.ts';
import type { RandomStream } from '../../../random/random-stream.ts';
import { stopGradient } from '../../../training/scaled-gradient.ts';
import { classLoss } from '../losses.ts';
import { type CreateMethod, keepAll, type Objective, type Step } from '../method.ts';
import { choose, classify, encodeAudio, encodeImage, type Networks } from '../networks.ts';
import type { Recipe } from '../recipe.ts';
import { stageOf } from '../stages.ts';
import { createConcat } from './concat.ts';

/** Makes the encoding of the audio of that of the image. */
export interface Generator {
  readonly groups: Readonly<Record<string, readonly ParameterSpec[]>>;
  /** Learning rate of these groups. */
  readonly rate: number;
  /** @param random for noise; without it there is none. */
  generate(image: tf.Tensor3D, weights: Weights, random?: RandomStream): tf.Tensor3D;
  /** On encodings of rows that have both, which are constant, `[members]`. */
  loss(both: Pair, weights: Weights, random: RandomStream): tf.Tensor1D;
}

export interface Pair {
  readonly image: tf.Tensor3D;
  readonly audio: tf.Tensor3D;
}

/** Pairs a step of the generator. */
const PAIRS = 32;

/**
 * Absent audio is generated: encoders and classifier learn as a concatenation does; then the generator, on what they
 * make of the pairs; then they go on with what it makes, which is constant, in the slot of absent audio.
 */
export const generated =
  (createGenerator: (nets: Networks, recipe: Recipe) => Generator): CreateMethod =>
  (nets, recipe) => {
    const concat = createConcat(nets, recipe);
    const generator = createGenerator(nets, recipe);
    const names = Object.keys(generator.groups);
    return {
      groups: { ...concat.groups, ...generator.groups },
      rates: Object.fromEntries(names.map((name) => [name, generator.rate / recipe.learningRate])),
      objective: (step) => {
        switch (stageOf(step.epoch, recipe.epochs)) {
          case 'encoders':
            return concat.objective(step);
          case 'generator':
            return { moves: names, loss: generatorLoss(nets, generator, step) };
          case 'fusion':
            return fusionObjective(nets, generator, step);
        }
      },
      logits: (images, weights) => {
        const image = encodeImage(nets, images, weights, keepAll);
        return classify(nets, [image, generator.generate(image, weights)], weights, keepAll);
      },
    };
  };

function generatorLoss(nets: Networks, generator: Generator, { pairs, weights, random }: Step) {
  const { images, audio } = pairs(PAIRS);
  const both = {
    image: encodeImage(nets, images, weights, keepAll),
    audio: encodeAudio(nets, audio, weights, keepAll),
  };
  return (current: Weights): tf.Tensor1D => generator.loss(both, current, random);
}

function fusionObjective(nets: Networks, generator: Generator, { batch, drop }: Step): Objective {
  return {
    moves: ['network'],
    loss: (weights) => {
      const image = encodeImage(nets, batch.images, weights, drop);
      const audio = encodeAudio(nets, batch.audio, weights, drop);
      const made = generator.generate(stopGradient(image), weights);
      const slots = [image, choose(batch.present, audio, made)] as const;
      return classLoss(classify(nets, slots, weights, drop), batch.labels);
    },
  };
}
