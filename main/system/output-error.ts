import { LacunaError, type ErrorCode } from '../errors.ts';
import { type Sentence, worded } from '../../models/wording.ts';

/** Failures of the operating system that a person can mend, and what they are called. */
const CODES: Readonly<Record<string, ErrorCode>> = {
  ENOSPC: 'disk_full',
  EDQUOT: 'disk_full',
  ENOENT: 'folder_not_found',
  ENOTDIR: 'not_a_folder',
  EEXIST: 'not_a_folder',
  EISDIR: 'output_unwritable',
  EACCES: 'output_unwritable',
  EPERM: 'output_unwritable',
  EROFS: 'output_unwritable',
  ENAMETOOLONG: 'output_unwritable',
};

/**
 * A failure to write as a named error; one that is named already stays as it is.
 * @param output where it was to be written.
 * @param what completes "... cannot be written", e.g. `the model bundle`.
 */
export function asOutputError(error: unknown, output: string, what: Sentence): LacunaError {
  if (error instanceof LacunaError) return error;
  const systemCode = error instanceof Error && 'code' in error ? String(error.code) : '';
  return cannotWrite(CODES[systemCode] ?? 'internal', output, { what, cause: error });
}

interface Failure {
  readonly what: Sentence;
  readonly cause: unknown;
}

export function cannotWrite(code: ErrorCode, output: string, { what, cause }: Failure): LacunaError {
  return new LacunaError(code, worded`${what} cannot be written`, {
    file: output,
    hint: 'name another place, or make room and leave to write in this one',
    cause,
  });
}
