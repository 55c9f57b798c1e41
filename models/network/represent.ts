import type * as tf from '@tensorflow/tfjs-core';
import type { Weights } from '../encoders/parameters.ts';
import { fillEncodings, type Filling, slotwise } from '../substitution/filling.ts';
import type { Network, Slots } from './network.ts';

interface CurrentNetwork {
  readonly network: Network;
  readonly weights: Weights;
}

/**
 * Latents to the fused representation as it is scored, `[members, batch, D]`. To be called within a tidy.
 * @param latents `[members * M, batch, k]`.
 */
export function represent(
  model: CurrentNetwork,
  latents: tf.Tensor3D,
  slots: Slots,
  filling: Pick<Filling, 'lends' | 'prepared'>,
): tf.Tensor3D {
  const filled = fillEncodings(model, latents, slots, filling);
  return perturbed(model, model.network.fuse(filled, slots.filled, model.weights), { latents, slots });
}

/**
 * The fused representation as the classifier reads it, `[members, batch, D]`.
 * @param noise of a training pass, see `NetworkPart`.
 */
export function perturbed(
  model: CurrentNetwork,
  fused: tf.Tensor3D,
  {
    latents,
    slots,
    noise,
  }: { readonly latents: tf.Tensor3D; readonly slots: Slots; readonly noise?: tf.Tensor3D | undefined },
): tf.Tensor3D {
  const { perturb } = model.network.shape.part ?? {};
  return perturb ? perturb(fused, slotwise(model, latents, slots), model.weights, noise) : fused;
}
