import type * as tf from '@tensorflow/tfjs-core';
import type { ParameterSpec, Weights } from '../encoders/parameters.ts';

export interface FusionSizes {
  readonly modalities: number;
  /** Width d of an encoding. */
  readonly encodingWidth: number;
  /** Width D of the fused representation, where the fusion is free to choose it. */
  readonly fusedWidth: number;
  /** Hidden width of the classifier; 0 = linear. */
  readonly classifierHidden: number;
}

/**
 * `phi` and `c`: how the encodings of the filled slots become one representation and a logit.
 *
 * Every fusion here is a sum over slots followed by a readout: `fused = pool(sum over filled m of slot_m(z_m))`.
 * So it cannot see the content of a slot that is not filled, does not depend on the order of modalities, and the
 * logits of all subsets come from one product with a 0/1 matrix.
 *
 * The presence bits `[members, batch, 3 * modalities]` enter the classifier.
 */
export interface Fusion {
  /** Width of what a slot adds to the sum. */
  readonly slotWidth: number;
  readonly fusedWidth: number;
  /** Name of the bias of the logit. */
  readonly outputBias: string;
  /** Name of the weights `[3 * modalities, 1]` by which the presence bits add to the logit directly. */
  readonly presenceWeights: string;
  /**
   * Name of the weights `[members * modalities, d, neurons]` by which the neurons of the first layer read each modality
   * in a block of its own; `null` where there is no such layer.
   */
  readonly blockWeights: string | null;
  specs(): ParameterSpec[];
  /** Encodings `[members * modalities, batch, d]` to what each adds, `[members * modalities, batch, slotWidth]`. */
  slots(encodings: tf.Tensor3D, weights: Weights): tf.Tensor3D;
  /** Sum over the filled slots `[members, batch, slotWidth]` to `[members, batch, fusedWidth]`. */
  pool(sum: tf.Tensor3D, weights: Weights): tf.Tensor3D;
  /** Fused representation and presence bits to logits `[members, batch, 1]`. */
  classify(fused: tf.Tensor3D, bits: tf.Tensor3D, weights: Weights): tf.Tensor3D;
}
