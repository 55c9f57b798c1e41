import type { ModalityName } from '../modalities/modality.ts';
import type { AuxiliaryLoss, Block } from './method.ts';

/** The losses of a method, `<name>Loss`; `null` in epochs in which it takes no part. */
type AuxiliaryLosses = { readonly [Name in AuxiliaryLoss as `${Name}Loss`]: number | null };

/** One epoch as it is reported and kept. */
export interface EpochReport extends AuxiliaryLosses {
  /** Members train side by side and are reported together, as 0: mean losses, figures of their mean logit. */
  readonly member: number;
  /** Counted from 1. */
  readonly epoch: number;
  readonly epochs: number;
  readonly block: Block;
  /** While encoders are taught, that of the taught ones alone, each by itself. */
  readonly semanticLoss: number;
  /** Mean validation log-loss over missing rates 0 and .5. */
  readonly validationLoss: number | null;
  readonly auroc: number | null;
  readonly aurocHalfMissing: number | null;
  /** Balanced accuracy over modalities; chance is 1 / number of modalities. */
  readonly discriminatorAccuracy: number | null;
  readonly discriminatorChance: number;
  readonly effectiveRank: number | null;
  /** Mean absolute contribution in logits on at most 512 fixed validation rows. */
  readonly contributions: Readonly<Partial<Record<ModalityName, number>>> | null;
  /** Modalities whose latents no longer differ between encounters. */
  readonly collapsed: readonly ModalityName[];
  readonly seconds: number;
}

/** A training run frozen between two epochs: weights, optimiser and random state. Plain, cloneable data. */
export interface Checkpoint {
  readonly version: 1;
  /** Epochs done. */
  readonly epoch: number;
  /** Scalars and small structures, JSON. */
  readonly state: string;
  /** Named tensors. */
  readonly tensors: Readonly<
    Record<string, { readonly shape: readonly number[]; readonly values: Float32Array }>
  >;
}

/** How a host follows and stops a run. `models/` knows no clock, disk or thread of its own. */
export interface TrainingHooks {
  readonly onEpoch?: (report: EpochReport) => void;
  /** Called after each epoch that may be resumed from; the host decides whether to keep it. */
  readonly onCheckpoint?: (checkpoint: () => Checkpoint) => void;
  /** Milliseconds, monotonic. */
  readonly now: () => number;
  /** When aborted, training stops at the next batch and keeps the best so far. */
  readonly signal?: { readonly aborted: boolean };
  /** Lets the host breathe between batches. */
  readonly pause?: () => Promise<void>;
}
