import type { SparseMatrix } from '../features/sparse-matrix.ts';
import type { ModalityName } from '../modalities/modality.ts';

/** 60 / 10 / 10 / 20 by a seeded hash of the patient. */
export const SPLITS = ['train', 'validation', 'calibration', 'test'] as const;
export type SplitName = (typeof SPLITS)[number];

/** Vectorized encounters, row-aligned: what a network reads, and what a prediction is asked of. */
export interface VectorizedEncounters {
  /** Ids, one a row. */
  readonly encounters: readonly string[];
  /** Patient of each row, for grouped resampling. */
  readonly patients: readonly string[];
  /** The modalities of the model, a subset of the six in their fixed order. */
  readonly modalities: readonly ModalityName[];
  /** Features of each modality, `[numEncounters, numFeatures]`; the row of a modality that is not present is empty. */
  readonly inputs: Readonly<Partial<Record<ModalityName, SparseMatrix>>>;
  /** Index into `MODALITY_STATES`, row-major `[numEncounters, numModalities]`. */
  readonly states: Uint8Array;
}

/** Vectorized encounters with labels and splits. Only labelled encounters are rows. */
export interface Dataset extends VectorizedEncounters {
  /** Encounters of the training split without a label, for what learns from them too; absent = none. */
  readonly unlabelled?: VectorizedEncounters;
  /** 0 or 1, one a row. */
  readonly labels: Uint8Array;
  /** Index into `SPLITS`, one a row. */
  readonly splits: Uint8Array;
}
