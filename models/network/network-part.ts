import type * as tf from '@tensorflow/tfjs-core';
import type { ParameterSpec, Weights } from '../encoders/parameters.ts';

/** What lies between an encoder and the fusion, in the place of heads. All tensors are `[members * M, batch, width]`. */
export interface LatentSpace {
  readonly specs: readonly ParameterSpec[];
  /** Width k of a latent. */
  readonly width: number;
  /** Weight layers from the encoder's output to an encoding. */
  readonly layers: number;
  /** `l` of `u`, `[.., batch, d]` to `[.., batch, k]`. */
  latent(unimodal: tf.Tensor3D, weights: Weights): tf.Tensor3D;
  /** `z` of `l`, `[.., batch, k]` to `[.., batch, d]`. */
  decode(latents: tf.Tensor3D, weights: Weights): tf.Tensor3D;
}

/** What a network has made of a batch, each slot by itself. */
export interface Slotwise {
  /** `[members * M, batch, k]`. */
  readonly latents: tf.Tensor3D;
  /** What each modality's own latent decodes to, `[members * M, batch, d]`. */
  readonly encodings: tf.Tensor3D;
  /** `[members * M, batch, 1]`: 1 where a slot holds its own encoding. What stands elsewhere must not be looked at. */
  readonly heard: tf.Tensor3D;
}

/** A training pass, for losses beside the semantic one. */
export interface TrainingPass extends Slotwise {
  /** Inputs without dropout, `[members * M, batch, p]`. */
  readonly inputs: tf.Tensor3D;
  /** `[members * M, batch, 1]`: 1 where the encounter has the modality and takes part in the loss, used or not. */
  readonly present: tf.Tensor3D;
  /** What the fusion saw in each slot, `[members * M, batch, d]`. */
  readonly filled: tf.Tensor3D;
  /** What it made of that, `[members, batch, D]`. */
  readonly fused: tf.Tensor3D;
  /** What it would have made of all that is present, `[members, batch, D]`. */
  readonly complete: () => tf.Tensor3D;
}

/**
 * What a method adds to the networks, beside encoders and fusion that all methods share: parameters that the semantic
 * loss moves, and what they are for.
 */
export interface NetworkPart {
  /** Parameters other than those of the latent space. */
  readonly specs: readonly ParameterSpec[];
  readonly space?: LatentSpace;
  /**
   * Encodings for all slots from those that are heard, `[members * M, batch, d]`; taken where nothing of its own fills a
   * slot. In an encounter of which nothing is heard they mean nothing.
   */
  readonly predict?: (slots: Slotwise, weights: Weights) => tf.Tensor3D;
  /**
   * The fused representation `[members, batch, D]` as the classifier reads it.
   * @param noise standard normal, `[members, batch, D]`; absent in evaluation.
   */
  readonly perturb?: (
    fused: tf.Tensor3D,
    slots: Slotwise,
    weights: Weights,
    noise?: tf.Tensor3D,
  ) => tf.Tensor3D;
  /** A loss that is added to the semantic one, `[members]`. */
  readonly loss?: (pass: TrainingPass, weights: Weights) => tf.Tensor1D;
}
