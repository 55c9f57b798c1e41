import type { SettingValue } from './dimension.ts';

/** How a trial did at the end of a rung, on validation encounters. */
export interface TrialRung {
  /** Trained so far. */
  readonly epochs: number;
  /** Mean validation log-loss over missing rates 0 and .5, of the weights that the trial would keep. */
  readonly loss: number;
  readonly auroc: number | null;
  readonly aurocHalfMissing: number | null;
  /** Of this rung alone. */
  readonly seconds: number;
}

/**
 * What became of a trial: `waiting` for its turn, `dropped` at the end of a rung, `failed` in training, `finished` its
 * training without being the best, `chosen`.
 */
export const TRIAL_OUTCOMES = ['waiting', 'dropped', 'failed', 'finished', 'chosen'] as const;
export type TrialOutcome = (typeof TRIAL_OUTCOMES)[number];

/** One point of the search space and how it did. Plain, cloneable data. */
export interface Trial {
  /** From 1; the first is the run as it was asked for. */
  readonly trial: number;
  /** What differs from the run as it was asked for; `encoders` and `fusion` are among the names. */
  readonly settings: Readonly<Record<string, SettingValue>>;
  readonly seed: number;
  readonly rungs: readonly TrialRung[];
  readonly outcome: TrialOutcome;
  /** Why it was stopped; `null` while it was not. */
  readonly reason: string | null;
}
