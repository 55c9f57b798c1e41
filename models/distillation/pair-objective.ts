import type * as tf from '@tensorflow/tfjs-core';
import type { NamedTensor } from '../training/trained-model.ts';
import { infoNceLoss } from './info-nce.ts';
import type { LaneBatch, Pair } from './lane-batch.ts';

/** Embeddings of students and of what teaches them, `[members * pairs, batch, q]`, rows of length 1. */
export interface Embeddings {
  readonly students: tf.Tensor3D;
  readonly teachers: tf.Tensor3D;
}

/** A step that an objective prepares for. */
export interface PairStep {
  readonly batch: LaneBatch;
  readonly pairs: readonly Pair[];
  /** From 0, over the whole distillation. */
  readonly step: number;
  /** Embeddings as they are before the step. */
  readonly embed: () => Embeddings;
}

/** By what a student is drawn to its teacher. */
export interface PairObjective {
  /** Encounters that a batch must have of a pair. */
  readonly leastPairs: number;
  /** The loss of this step, `[members * pairs]`, as a function of the embeddings. To be called within a tidy. */
  prepare(step: PairStep): (embeddings: Embeddings) => tf.Tensor1D;
  /** Some pairs have another teacher from this step on. */
  restart?(which: readonly boolean[], step: number): void;
  tensors?(): Readonly<Record<string, NamedTensor>>;
  dispose?(): void;
}

/** A softmax over fewer encounters teaches little but noise. */
const LEAST_IN_BATCH = 32;

/** {@link infoNceLoss}: nothing but the batch, nothing to remember. */
export function inBatchObjective(temperature: number): PairObjective {
  return {
    leastPairs: LEAST_IN_BATCH,
    prepare:
      ({ batch }) =>
      ({ students, teachers }) =>
        infoNceLoss(students, teachers, batch.paired, temperature),
  };
}
