import { existsSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import path from 'node:path';
import { LacunaError } from '../errors.ts';

/** The demo's own folder in the data folder: its database and its model bundles, and nothing else. */
export function demoFolder(home: string): string {
  return path.join(home, 'demo');
}

export function demoDatabase(home: string): string {
  return path.join(demoFolder(home), 'demo.sqlite');
}

export function isDemoDatabase(home: string, database: string): boolean {
  return path.resolve(database) === demoDatabase(home);
}

/**
 * Keeps real records out of the demo: they would be taken for synthetic ones, and go when it is removed.
 * @throws {LacunaError} `usage` when the database is the demo's.
 */
export function refuseDemo(home: string, database: string): void {
  if (!isDemoDatabase(home, database)) return;
  throw new LacunaError('usage', 'the synthetic demo takes no other records', {
    hint: 'import them into a database of your own',
  });
}

/** Deletes the demo's database and bundles. */
export async function deleteDemoFolder(home: string): Promise<{ removed: boolean }> {
  const folder = demoFolder(home);
  const removed = existsSync(folder);
  await rm(folder, { recursive: true, force: true });
  return { removed };
}
