import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { rename, rm } from 'node:fs/promises';
import { asOutputError } from './output-error.ts';
import type { Sentence } from '../../models/wording.ts';

/**
 * Has a file or folder written beside its place and moved there, so that it appears whole or not at all.
 * @param what completes "... cannot be written".
 * @param write writes to the path that it is given.
 * @throws {LacunaError} as `asOutputError` names it; nothing is left behind.
 */
export async function writeWhole(
  target: string,
  what: Sentence,
  write: (staging: string) => Promise<void>,
): Promise<void> {
  const staging = `${target}.${randomBytes(6).toString('hex')}.part`;
  try {
    await write(staging);
    await rename(staging, target);
  } catch (error) {
    if (existsSync(staging)) await rm(staging, { recursive: true });
    throw asOutputError(error, target, what);
  }
}
