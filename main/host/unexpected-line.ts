import { LacunaError } from '../errors.ts';

/** A failure for the log: its code, or its kind where it has none, since its message may quote a record. */
export function unexpectedLine(error: unknown): string {
  if (error instanceof LacunaError) return `lacuna: failed (${error.code})`;
  return `lacuna: unexpected failure (${error instanceof Error ? error.name : typeof error})`;
}
