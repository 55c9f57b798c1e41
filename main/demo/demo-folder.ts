import { existsSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import path from 'node:path';

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

/** Deletes the demo's database and bundles. */
export async function removeDemo(home: string): Promise<{ removed: boolean }> {
  const folder = demoFolder(home);
  const removed = existsSync(folder);
  await rm(folder, { recursive: true, force: true });
  return { removed };
}
