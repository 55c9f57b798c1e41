import * as tf from '@tensorflow/tfjs-core';
import { applyDense, type DenseStack } from '../encoders/dense.ts';
import type { Weights } from '../encoders/parameters.ts';

/** `psi`, one network for all modalities: `k -> ... -> M` logits. */
export const discriminatorStack = (latentWidth: number, widths: readonly number[]): DenseStack => ({
  name: 'discriminator',
  groups: 1,
  inputs: latentWidth,
  widths,
});

/**
 * Log-probabilities of the modality of each latent.
 * @param latents `[members * M, batch, k]`.
 * @returns `[members, M * batch, M]`; row `m * batch + n` is the latent of modality m of encounter n.
 */
export function discriminate(latents: tf.Tensor3D, stack: DenseStack, weights: Weights): tf.Tensor3D {
  const [rows, batch, width] = latents.shape;
  const modalities = stack.widths.at(-1) ?? 1;
  const flat: tf.Tensor3D = tf.reshape(latents, [rows / modalities, modalities * batch, width]);
  return tf.logSoftmax(applyDense(flat, weights, stack), 2);
}

/**
 * `L_md` of each member: mean over the observed pairs of `-log psi(l_nm)[m]`.
 * @param logProbabilities as `discriminate` returns them.
 * @param observed `[members * M, batch, 1]`, 1 where the modality is observed; dropped and proxy latents are 0.
 * @returns `[members]`; 0 for a member with nothing observed.
 * @see Chaudhuri et al. 2025, section 3.4
 */
export function discriminationLoss(logProbabilities: tf.Tensor3D, observed: tf.Tensor3D): tf.Tensor1D {
  const [members, pairs, modalities] = logProbabilities.shape;
  const own = tf.reshape(tf.eye(modalities), [1, modalities, 1, modalities]);
  const split = [members, modalities, pairs / modalities, modalities];
  const ownLogProbability = tf.sum(tf.mul(tf.reshape(logProbabilities, split), own), 3);
  const mask = tf.reshape(observed, [members, modalities, pairs / modalities]);
  const total = tf.sum(tf.mul(ownLogProbability, mask), [1, 2]);
  return tf.neg(tf.div(total, tf.maximum(tf.sum(mask, [1, 2]), 1)));
}
