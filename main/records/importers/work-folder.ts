import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { isAlive } from '../writers.ts';

/**
 * Makes the folder that an import works in, `<database>.import-<pid>-<random>`, on the disk of the database and
 * readable by its owner only. All that an import stages lies in it until it is published; nothing else is touched, so
 * that an import which is killed leaves the database as it was. What killed imports left is cleared first.
 */
export function makeWorkFolder(database: string): string {
  clearAbandoned(database);
  return mkdtempSync(`${database}.import-${process.pid}-`);
}

export function removeWorkFolder(folder: string): void {
  rmSync(folder, { recursive: true, force: true });
}

function clearAbandoned(database: string): void {
  const prefix = `${basename(database)}.import-`;
  for (const name of readdirSync(dirname(database))) {
    if (!name.startsWith(prefix)) continue;
    const pid = Number.parseInt(name.slice(prefix.length), 10);
    if (!isAlive(pid)) removeWorkFolder(join(dirname(database), name));
  }
}
