import { statfsSync } from 'node:fs';
import { type Sentence, worded } from '../../models/wording.ts';
import { LacunaError } from '../errors.ts';

/** Bytes free to this user on the file system that holds `path`. */
export function freeBytes(path: string): number {
  const { bavail, bsize } = statfsSync(path);
  return bavail * bsize;
}

export interface SpaceNeed {
  /** What needs it, e.g. `the import`. */
  readonly what: Sentence;
  readonly bytes: number;
  /** The file or folder that is to be written. */
  readonly file: string;
  readonly hint: string;
}

/**
 * @param folder that the bytes go to, which exists.
 * @throws {LacunaError} `disk_full` where fewer are free.
 */
export function requireSpace(folder: string, { what, bytes, file, hint }: SpaceNeed): void {
  const free = freeBytes(folder);
  if (free >= bytes) return;
  throw new LacunaError(
    'disk_full',
    worded`there is not enough room for ${what}: it takes about ${inUnits(bytes)}, ${inUnits(free)} are free`,
    { file, hint },
  );
}

const MEGABYTE = 1e6;
const GIGABYTE = 1e9;
/** From here on a gigabyte more or less says nothing. */
const IN_GIGABYTES = 10 * GIGABYTE;

/** The same in every language. */
function inUnits(bytes: number): string {
  return bytes < IN_GIGABYTES ? `${Math.round(bytes / MEGABYTE)} MB` : `${Math.round(bytes / GIGABYTE)} GB`;
}
