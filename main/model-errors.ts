import { ModelError, type ModelErrorCode } from '../models/errors.ts';
import { LacunaError, type ErrorCode, type ErrorDetails } from './errors.ts';

/** How failures of the model library are named to users. */
const CODES: Readonly<Record<ModelErrorCode, ErrorCode>> = {
  shape: 'model_mismatch',
  modality: 'bad_configuration',
  configuration: 'bad_configuration',
  one_class: 'one_class',
  not_finite: 'feature_not_finite',
  memory: 'not_enough_memory',
  training_diverged: 'training_diverged',
  serialization: 'bundle_damaged',
  bundle_newer: 'bundle_newer',
  nothing_present: 'nothing_present',
  cancelled: 'cancelled',
};

const HINTS: Partial<Readonly<Record<ModelErrorCode, string>>> = {
  modality: 'choose other modalities, or a larger cohort: lacuna cohort counts who has which',
};

/** The named form of a failure of the model library; any other value is returned as it is. */
export function asLacunaError(error: unknown, details: ErrorDetails = {}): unknown {
  if (!(error instanceof ModelError)) return error;
  const hint = HINTS[error.code];
  return new LacunaError(
    CODES[error.code],
    typeof error.said === 'string' ? inOneLine(error.said) : error.said,
    {
      ...(hint === undefined ? {} : { hint }),
      ...details,
      cause: error,
    },
  );
}

/** What a schema says of a value, `✖ what` and `→ at where` on two lines, as one. */
function inOneLine(message: string): string {
  return message
    .replaceAll(/^✖ /gm, '')
    .replaceAll(/\n *→ at /g, ' at ')
    .replaceAll('\n', '; ');
}

/** Runs `work` and gives what the model library throws its name. */
export function fromModelError<T>(work: () => T, details: ErrorDetails = {}): T {
  try {
    return work();
  } catch (error) {
    throw asLacunaError(error, details);
  }
}
