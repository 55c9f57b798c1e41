import { LacunaError, type ErrorCode } from '../../errors.ts';

/** Failures of the operating system that a person can mend, and what they are called. */
const CODES: Readonly<Record<string, ErrorCode>> = {
  ENOSPC: 'disk_full',
  EDQUOT: 'disk_full',
  ENOTDIR: 'not_a_folder',
  EEXIST: 'not_a_folder',
  EACCES: 'output_unwritable',
  EPERM: 'output_unwritable',
  EROFS: 'output_unwritable',
};

/** A failure to write into a folder as a named error; one that is named already stays as it is. */
export function asOutputError(error: unknown, folder: string): LacunaError {
  if (error instanceof LacunaError) return error;
  const systemCode = error instanceof Error && 'code' in error ? String(error.code) : '';
  return new LacunaError(CODES[systemCode] ?? 'internal', 'the synthetic cohort cannot be written', {
    file: folder,
    hint: 'name another output folder, or make room and leave to write in this one',
    cause: error,
  });
}
