import { existsSync, mkdirSync, statSync } from 'node:fs';
import path from 'node:path';

/**
 * Makes a folder for its owner only, with those above it, and leaves one that is there as it is. Step by step, because
 * Node's own recursive way never ends where the operating system makes no folder in one that exists, as in `/proc`.
 * @throws the operating system's error, e.g. `ENOTDIR` where a file is in the way.
 */
export function makeFolder(folder: string): void {
  const parent = path.dirname(path.resolve(folder));
  if (!existsSync(parent)) makeFolder(parent);
  try {
    mkdirSync(folder, { mode: 0o700 });
  } catch (error) {
    if (!isFolder(folder)) throw error;
  }
}

function isFolder(place: string): boolean {
  return statSync(place, { throwIfNoEntry: false })?.isDirectory() ?? false;
}
