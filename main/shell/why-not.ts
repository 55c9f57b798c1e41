import { LacunaError } from '../errors.ts';
import { text } from './text.ts';

/** Why something could not be done, for a dialog. */
export function whyNot(error: unknown): string {
  if (error instanceof LacunaError) return text.failure(error.report());
  return error instanceof Error ? error.message : String(error);
}
