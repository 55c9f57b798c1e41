import type * as tf from '@tensorflow/tfjs-core';
import type { ParameterSpec, Weights } from '../encoders/parameters.ts';
import type { RandomStream } from '../random/random-stream.ts';
import type { FusionDepth } from '../training/settings.ts';
import type { TrainingBatch } from '../training/training-batch.ts';

export interface FusionSizes {
  readonly modalities: number;
  /** Width d of an encoding. */
  readonly encodingWidth: number;
  /** Width D of the fused representation, where the fusion is free to choose it. */
  readonly fusedWidth: number;
  /** Widths of the hidden layers of the classifier; none = linear. */
  readonly classifierHidden: readonly number[];
  readonly depth: FusionDepth;
}

/**
 * `phi` and `c`: how the encodings of the filled slots become one representation and a logit.
 *
 * A fusion cannot see the content of a slot that is not filled, and scores a row by that row and its weights alone,
 * whoever else is in the batch. What it needs of other patients it keeps as its memory.
 *
 * The presence bits `[members, batch, 3 * modalities]` enter the classifier.
 */
export interface Fusion {
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
  /**
   * The fused representation as it is scored, `[members, batch, fusedWidth]`.
   * @param encodings `[members * modalities, batch, d]`.
   * @param filled `[members * modalities, batch, 1]`, 0 or 1.
   */
  fuse(encodings: tf.Tensor3D, filled: tf.Tensor3D, weights: Weights): tf.Tensor3D;
  /** Fused representation and presence bits to logits `[members, batch, 1]`. */
  classify(fused: tf.Tensor3D, bits: tf.Tensor3D, weights: Weights): tf.Tensor3D;
  /** Where `fuse` is a sum over slots: its parts, by which all ways to fill the slots are scored in one product. */
  readonly sum?: SlotSum;
  /** How the fusion learns from a batch, where that is more than scoring it. */
  readonly learn?: (batch: FusionBatch, weights: Weights) => Lesson;
  /** What the fusion keeps of training patients. */
  readonly memory?: FusionMemory;
  /** What a person should know of it: where it differs from what it is named after. Stands in the model's card. */
  readonly remarks?: readonly string[];
}

/**
 * A sum over slots followed by a readout: `fused = pool(sum over filled m of slot_m(z_m))`. So the logits of all subsets
 * come from one product with a 0/1 matrix.
 */
export interface SlotSum {
  /** Width of what a slot adds to the sum. */
  readonly slotWidth: number;
  /** Encodings `[members * modalities, batch, d]` to what each adds, `[members * modalities, batch, slotWidth]`. */
  slots(encodings: tf.Tensor3D, weights: Weights): tf.Tensor3D;
  /** Sum over the filled slots `[members, batch, slotWidth]` to `[members, batch, fusedWidth]`. */
  pool(sum: tf.Tensor3D, weights: Weights): tf.Tensor3D;
}

/** What a fusion learns from. */
export interface FusionBatch extends Pick<
  TrainingBatch,
  'filled' | 'bits' | 'labels' | 'lossWeights' | 'counted'
> {
  /** In the slots, `[members * modalities, batch, d]`. */
  readonly encodings: tf.Tensor3D;
  /** For dropout and whatever else is drawn. */
  readonly random: RandomStream;
}

export interface Lesson {
  /** What the classifier learns from, `[members, batch, fusedWidth]`. */
  readonly fused: tf.Tensor3D;
  /** What the fusion minimises beside the cross-entropy, weighted as its authors do, `[members]`. */
  readonly loss?: tf.Tensor1D;
}

/**
 * Weights that no gradient moves: they are computed anew from training patients whenever the others have moved, and are
 * saved, averaged over epochs and chosen with them.
 */
export interface FusionMemory {
  /** Training patients that it is computed from, at most. */
  readonly rows: number;
  specs(): ParameterSpec[];
  /** The memory by name, from the slots of training patients as recorded; the shapes are those of `fuse`. */
  remember(encodings: tf.Tensor3D, filled: tf.Tensor3D, weights: Weights): Weights;
}
