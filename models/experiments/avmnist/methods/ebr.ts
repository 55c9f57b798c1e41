import * as tf from '@tensorflow/tfjs-core';
import { discriminate, discriminationLoss, discriminatorStack } from '../../../ebr/discriminator.ts';
import { planEpoch } from '../../../ebr/schedule.ts';
import { denseSpecs, type DenseStack } from '../../../encoders/dense.ts';
import { scaledGradient, stopGradient } from '../../../training/scaled-gradient.ts';
import { classLoss } from '../losses.ts';
import { type CreateMethod, keepAll, type Objective, type Step } from '../method.ts';
import {
  applyToBoth,
  choose,
  classify,
  encodeAudio,
  encodeImage,
  type Networks,
  networkSpecs,
  stackModalities,
} from '../networks.ts';
import type { Recipe } from '../recipe.ts';

type Both = readonly [image: tf.Tensor3D, audio: tf.Tensor3D];

/** `h` and `g` of both modalities, and `psi`. */
interface Heads {
  readonly head: DenseStack;
  readonly decoder: DenseStack;
  readonly discriminator: DenseStack;
}

function createHeads({ encodingWidth }: Networks, { width }: Recipe): Heads {
  const stack = (name: string, inputs: number, widths: readonly number[]): DenseStack => ({
    name,
    groups: 2,
    inputs,
    widths: widths.map((own) => own * width),
  });
  return {
    head: stack('head', encodingWidth, [128, 32]),
    decoder: stack('decoder', 32 * width, [128, 64]),
    discriminator: discriminatorStack(32 * width, [64 * width, 2]),
  };
}

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
        ...(semantic ? [semanticLoss({ nets, recipe, heads }, unimodal, { batch, drop, weights })] : []),
        ...(adversarial ? [adversarialLoss({ nets, recipe, heads }, unimodal, { batch, weights })] : []),
      ];
      return losses.reduce((sum: tf.Tensor1D, loss) => tf.add(sum, loss));
    },
  };
}

type Evaluation = Pick<Step, 'batch' | 'weights'>;

/** Where there is no audio, its decoder reads the latent of the image. */
function semanticLoss(
  { nets, heads }: Ebr,
  unimodal: Both,
  { batch, drop, weights }: Evaluation & Pick<Step, 'drop'>,
): tf.Tensor1D {
  const [image, audio] = applyToBoth(unimodal, weights, heads.head);
  const encodings = applyToBoth([image, choose(batch.present, audio, image)], weights, heads.decoder);
  return classLoss(classify(nets, encodings, weights, drop), batch.labels);
}

/**
 * The discriminator's loss over observed pairs, which it descends; on its way back to the heads the gradient is turned
 * round, and there it ends. 0 for a member whose rows have no audio, from which nothing can be told apart.
 */
function adversarialLoss(
  { recipe, heads }: Ebr,
  [image, audio]: Both,
  { batch, weights }: Evaluation,
): tf.Tensor1D {
  const latents = stackModalities(
    applyToBoth([stopGradient(image), stopGradient(audio)], weights, heads.head),
  );
  const logProbabilities = discriminate(
    scaledGradient(latents, -recipe.lambda),
    heads.discriminator,
    weights,
  );
  const observed = stackModalities([tf.onesLike(batch.present), batch.present]);
  const loss = discriminationLoss(logProbabilities, observed);
  return tf.mul(loss, tf.cast(tf.any(tf.cast(batch.present, 'bool'), [1, 2]), 'float32'));
}
