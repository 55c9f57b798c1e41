import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import writeFileAtomic from 'write-file-atomic';
import { z } from 'zod';
import type { Services } from '../api/services.ts';

const paths = z.array(z.string());
const MOST = 10;

/** The databases that were opened last, newest first: those that are still there. */
export function recentDatabases(folder: string): string[] {
  try {
    return paths.parse(JSON.parse(readFileSync(listPath(folder), 'utf8'))).filter((path) => existsSync(path));
  } catch {
    return []; // a first start, or a file that is worth no message: the next opening writes it anew
  }
}

/** Puts a database first; the list can be read by its owner only. */
export function rememberRecent(folder: string, path: string): void {
  write(folder, [path, ...recentDatabases(folder).filter((other) => other !== path)].slice(0, MOST));
}

export function clearRecent(folder: string): void {
  write(folder, []);
}

/** The same use cases, telling which database was opened. */
export function tellingWhichOpened(services: Services, tell: (path: string) => void): Services {
  const told = <T extends { readonly path: string }>(opened: T): T => {
    tell(opened.path);
    return opened;
  };
  const { databases } = services;
  return {
    ...services,
    databases: {
      ...databases,
      open: async (input) => told(await databases.open(input)),
      select: async (input) => told(await databases.select(input)),
    },
  };
}

function write(folder: string, list: readonly string[]): void {
  writeFileAtomic.sync(listPath(folder), JSON.stringify(list), { mode: 0o600 });
}

function listPath(folder: string): string {
  return join(folder, 'recent-databases.json');
}
