import type * as tf from '@tensorflow/tfjs-core';
import type { ParameterSpec, Weights } from '../../encoders/parameters.ts';
import type { Dropout } from '../../images/image-encoder.ts';
import type { RandomStream } from '../../random/random-stream.ts';
import type { Batch } from './batches.ts';
import type { Networks } from './networks.ts';
import type { Recipe } from './recipe.ts';

/** Where a step stands in its run, and what it learns from. */
export interface Step {
  /** Images of all training rows, by and by, with the audio that some have. */
  readonly batch: Batch;
  /** Other rows, drawn among those that have audio: as many as asked for, or all there are. Tidied with the step. */
  readonly pairs: (rows: number) => Batch;
  /** Every row with audio, once, as it was recorded and written. Of all members alike; tidied with the step. */
  readonly allPairs: () => Batch;
  /** From 0. */
  readonly epoch: number;
  /** As they are before the step. */
  readonly weights: Weights;
  readonly drop: Dropout;
  readonly random: RandomStream;
}

/** What a step descends. */
export interface Objective {
  /** Loss of each member, `[members]`, as a function of the weights. */
  readonly loss: (weights: Weights) => tf.Tensor1D;
  /** Groups of parameters that move. */
  readonly moves: readonly string[];
}

/** How networks learn from images and the audio of some. */
export interface Learner {
  /** Parameters by name of the group that moves together: one optimiser and one limit of the gradient's norm each. */
  readonly groups: Readonly<Record<string, readonly ParameterSpec[]>>;
  /** Factors of the learning rate of a group; 1 where none is given. */
  readonly rates?: Readonly<Record<string, number>>;
  /** Prepares a step, within a tidy: what is computed here, and not in the loss, is constant. */
  objective(step: Step): Objective;
  dispose?(): void;
}

/** How a network learns to tell digits from images with the help of audio that most rows lack. */
export interface Method extends Learner {
  /** Logits of images alone, `[members, rows, CLASSES]`, in evaluation mode. */
  logits(images: tf.Tensor3D, weights: Weights): tf.Tensor3D;
}

export type Create<Own extends Learner> = (networks: Networks, recipe: Recipe) => Own;
export type CreateMethod = Create<Method>;

export const keepAll: Dropout = (values) => values;
