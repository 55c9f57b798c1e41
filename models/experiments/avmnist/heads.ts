import * as tf from '@tensorflow/tfjs-core';
import { discriminate, discriminationLoss, discriminatorStack } from '../../ebr/discriminator.ts';
import type { DenseStack } from '../../encoders/dense.ts';
import type { Weights } from '../../encoders/parameters.ts';
import { scaledGradient, stopGradient } from '../../training/scaled-gradient.ts';
import type { Batch } from './batches.ts';
import { applyToBoth, type Heads, type Networks, stackModalities } from './networks.ts';
import type { Recipe } from './recipe.ts';

export function createHeads(
  { encodingWidth }: Pick<Networks, 'encodingWidth'>,
  { width }: Pick<Recipe, 'width'>,
): Heads {
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
 * The discriminator's loss over observed pairs, which it descends; on its way back to the heads the gradient is turned
 * round, and there it ends. 0 for a member whose rows have no audio, from which nothing can be told apart.
 * @param unimodal what the encoders make of image and audio.
 * @see Chaudhuri et al. 2025, section 3.4
 */
export function adversarialLoss(
  { head, discriminator }: Heads,
  [image, audio]: readonly [tf.Tensor3D, tf.Tensor3D],
  { batch, weights, lambda }: { readonly batch: Batch; readonly weights: Weights; readonly lambda: number },
): tf.Tensor1D {
  const latents = stackModalities(applyToBoth([stopGradient(image), stopGradient(audio)], weights, head));
  const logProbabilities = discriminate(scaledGradient(latents, -lambda), discriminator, weights);
  const observed = stackModalities([tf.onesLike(batch.present), batch.present]);
  const loss = discriminationLoss(logProbabilities, observed);
  return tf.mul(loss, tf.cast(tf.any(tf.cast(batch.present, 'bool'), [1, 2]), 'float32'));
}
