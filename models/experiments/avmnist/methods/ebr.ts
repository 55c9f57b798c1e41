import * as tf from '@tensorflow/tfjs-core';
import { planEpoch } from '../../../ebr/schedule.ts';
import { denseSpecs } from '../../../encoders/dense.ts';
import { adversarialLoss, createHeads } from '../heads.ts';
import { classLoss } from '../losses.ts';
import { type CreateMethod, keepAll, type Objective, type Step } from '../method.ts';
import {
  applyToBoth,
  choose,
  classify,
  encodeAudio,
  encodeImage,
  type Heads,
  type Networks,
  networkSpecs,
} from '../networks.ts';
import type { Recipe } from '../recipe.ts';

/**
 * Explicit Basis Reallocation: latents of image and audio that a discriminator tells apart and the heads make alike;
 * where there is no audio, the audio's decoder reads the latent of the image.
 * @see Chaudhuri et al. 2025, sections 3.4 and 4.4
 */
export const createEbr: CreateMethod = (nets, recipe) => {
  const heads = createHeads(nets, recipe);
  return {
    groups: {
      network: [...networkSpecs(nets), ...denseSpecs(heads.decoder)],
      head: denseSpecs(heads.head),
      discriminator: denseSpecs(heads.discriminator),
    },
    objective: (step) => ebrObjective({ nets, recipe, heads }, step),
    logits: (images, weights) => {
      const image = encodeImage(nets, images, weights, keepAll);
      const [latent] = applyToBoth([image, image], weights, heads.head);
      return classify(nets, applyToBoth([latent, latent], weights, heads.decoder), weights, keepAll);
    },
  };
};

interface Ebr {
  readonly nets: Networks;
  readonly recipe: Recipe;
  readonly heads: Heads;
}

function ebrObjective({ nets, recipe, heads }: Ebr, { batch, drop, epoch }: Step): Objective {
  const { semantic, adversarial } = planEpoch({ ...recipe, encoders: 'ebr' }, epoch, false);
  return {
    moves: [...(semantic ? ['network'] : []), 'head', ...(adversarial ? ['discriminator'] : [])],
    loss: (weights) => {
      const unimodal = [
        encodeImage(nets, batch.images, weights, drop),
        encodeAudio(nets, batch.audio, weights, drop),
      ] as const;
      const losses = [
        ...(semantic ? [semanticLoss({ nets, heads }, unimodal, { batch, drop, weights })] : []),
        ...(adversarial ? [adversarialLoss(heads, unimodal, { batch, weights, lambda: recipe.lambda })] : []),
      ];
      return losses.reduce((sum: tf.Tensor1D, loss) => tf.add(sum, loss));
    },
  };
}

type Evaluation = Pick<Step, 'batch' | 'weights'>;

/** Where there is no audio, its decoder reads the latent of the image. */
function semanticLoss(
  { nets, heads }: Pick<Ebr, 'nets' | 'heads'>,
  unimodal: readonly [image: tf.Tensor3D, audio: tf.Tensor3D],
  { batch, drop, weights }: Evaluation & Pick<Step, 'drop'>,
): tf.Tensor1D {
  const [image, audio] = applyToBoth(unimodal, weights, heads.head);
  const encodings = applyToBoth([image, choose(batch.present, audio, image)], weights, heads.decoder);
  return classLoss(classify(nets, encodings, weights, drop), batch.labels);
}
