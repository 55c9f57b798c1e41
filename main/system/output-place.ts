import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, rmdirSync } from 'node:fs';
import path from 'node:path';
import { LacunaError } from '../errors.ts';
import type { Sentence } from '../../models/wording.ts';
import { asOutputError, cannotWrite } from './output-error.ts';

interface PlaceOptions {
  /** What completes "... cannot be written". */
  readonly what: Sentence;
  /** Whether folders that are missing on the way are made. */
  readonly makesFolders?: boolean;
}

/**
 * Finds out whether something new may be written at a path, so that no long work is spent first.
 * @throws {LacunaError} `output_unwritable` where there is something already, and as `requireWritablePlace`.
 */
export function requireFreePlace(target: string, options: PlaceOptions): void {
  if (existsSync(target)) {
    throw new LacunaError('output_unwritable', 'there is something at the output path already', {
      file: target,
      hint: 'choose another path, or delete it first',
    });
  }
  requireWritablePlace(target, options);
}

/**
 * Makes an empty folder beside the place and takes it away again: what a file system allows, its permissions alone do
 * not say.
 * @throws {LacunaError} `output_unwritable`, `folder_not_found`, `not_a_folder`, `disk_full`.
 */
export function requireWritablePlace(target: string, { what, makesFolders = false }: PlaceOptions): void {
  let first = path.resolve(target);
  while (makesFolders && !existsSync(path.dirname(first))) first = path.dirname(first);
  const probe = `${first}.${randomBytes(6).toString('hex')}.part`;
  try {
    mkdirSync(probe, { mode: 0o700 });
    rmdirSync(probe);
  } catch (error) {
    // Some file systems, such as /proc, say of a new file that it is missing.
    if (isMissing(error) && existsSync(path.dirname(first)))
      throw cannotWrite('output_unwritable', target, { what, cause: error });
    throw asOutputError(error, target, what);
  }
}

function isMissing(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ENOENT';
}
