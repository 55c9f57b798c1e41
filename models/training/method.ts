import type * as tf from '@tensorflow/tfjs-core';
import type { BatchRows } from '../network/batch.ts';
import type { RandomStream } from '../random/random-stream.ts';
import type { SourceTable } from '../substitution/source-table.ts';
import type { ModelState } from './model-state.ts';
import type { PreparedRun } from './prepare.ts';
import type { Stepper } from './stepper.ts';
import type { NamedTensor } from './trained-model.ts';
import type { Sentence } from '../wording.ts';

/** What an epoch mainly teaches. */
export const BLOCKS = ['semantic', 'discrimination', 'distillation'] as const;
export type Block = (typeof BLOCKS)[number];

/** Losses beside the semantic one; `auxiliary` are those that a fusion or a rival method brings of its own. */
export const AUXILIARY_LOSSES = ['discrimination', 'distillation', 'auxiliary'] as const;
export type AuxiliaryLoss = (typeof AUXILIARY_LOSSES)[number];

/** Losses of each member before the step, `[members]`; a loss that takes no part is absent. The caller disposes. */
export type StepLosses = { readonly semantic: tf.Tensor1D } & {
  readonly [Name in AuxiliaryLoss]?: tf.Tensor1D;
};

export interface EpochPlan {
  readonly block: Block;
  /** Whether the weights are judged after this epoch, and kept where they are the best so far. */
  readonly judged: boolean;
}

/** Where a step stands in its run, and what it works with. */
export interface StepContext {
  /** From 0. */
  readonly epoch: number;
  /** Of the epoch, from 0, and how many there are. */
  readonly step: number;
  readonly steps: number;
  readonly rate: number;
  /** For dropout. */
  readonly random: RandomStream;
  /** What fills the slots that are not used. */
  readonly table: SourceTable;
}

/**
 * How encoders of one kind are trained: which losses move which parameters, epoch by epoch. The trainer deals the
 * batches, judges, reports and keeps checkpoints, and knows no method by name. Whatever a method needs beside the
 * network (parameters of its own, banks, what it has decided) it owns, and gives to a checkpoint as `state` and
 * `tensors`.
 */
export interface TrainingMethod {
  /** Before the first step of an epoch (from 0), and before its plan. */
  beginEpoch?(epoch: number): void;
  /** What an epoch does. */
  plan(epoch: number): EpochPlan;
  /** One iteration on rows of each member. */
  step(members: readonly BatchRows[], context: StepContext): StepLosses;
  /** After the last step of an epoch, before the weights are judged. */
  endEpoch?(epoch: number): void;
  /** After the weights were judged. @param loss validation loss with everything as recorded, mean of the members. */
  judged?(loss: number): void;
  /** What it did that a person should know of; stands in the model's card. */
  remarks?(): readonly string[];
  /** What did not go as it should have. */
  warnings?(): readonly Sentence[];
  /** What is not a tensor, as JSON. */
  state?(): unknown;
  tensors?(): Readonly<Record<string, NamedTensor>>;
  dispose?(): void;
}

/** What a method works on; it owns none of it. */
export interface MethodContext {
  readonly run: PreparedRun;
  readonly state: ModelState;
  readonly stepper: Stepper;
}

/** What a method gave to a checkpoint. */
export interface MethodMemory {
  readonly state: unknown;
  readonly tensors: Readonly<Record<string, NamedTensor>>;
}

/** Makes the method of a run, or of one that goes on from a checkpoint. */
export type CreateMethod = (context: MethodContext, from?: MethodMemory) => TrainingMethod;
