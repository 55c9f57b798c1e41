import { lstatSync, mkdirSync, rmSync, symlinkSync } from 'node:fs';
import path from 'node:path';

/** Links `deps` and `lib` of the installed package to where they are kept, since `npm ci` wipes `node_modules`. */
export function linkBinding(packageFolder: string, kept: string): void {
  mkdirSync(packageFolder, { recursive: true });
  for (const folder of ['deps', 'lib']) {
    const link = path.join(packageFolder, folder);
    if (lstatSync(link, { throwIfNoEntry: false })) rmSync(link, { recursive: true });
    // A junction needs no rights on Windows; elsewhere the type is ignored.
    symlinkSync(path.join(kept, folder), link, 'junction');
  }
}

/** Removes the links, so that a library that does not work is not tried again. */
export function unlinkBinding(packageFolder: string): void {
  for (const folder of ['deps', 'lib'])
    rmSync(path.join(packageFolder, folder), { recursive: true, force: true });
}
