import { inEnglish, type Said } from './wording.ts';

/** Codes of failures in `models/`; the host maps them to its own closed list. */
export type ModelErrorCode =
  | 'shape'
  | 'modality'
  | 'configuration'
  | 'one_class'
  | 'not_finite'
  | 'memory'
  | 'training_diverged'
  | 'serialization'
  | 'bundle_newer'
  | 'nothing_present'
  | 'cancelled';

/** A failure of the model library. The message states what was expected, what arrived, and where. */
export class ModelError extends Error {
  readonly code: ModelErrorCode;

  /** The message with its values apart, where it has any. */
  readonly said: Said;

  constructor(code: ModelErrorCode, message: Said, options?: ErrorOptions) {
    super(inEnglish(message), options);
    this.said = message;
    this.name = 'ModelError';
    this.code = code;
  }
}

/** A value that may be undefined for a stated reason: never NaN, never 0. */
export type Defined<T> = { readonly value: T } | { readonly undefined: string };
