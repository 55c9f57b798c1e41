import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import writeFileAtomic from 'write-file-atomic';
import { z } from 'zod';
import { LacunaError } from '../errors.ts';

/** How a second process of the same user finds the running host and proves that it may ask for a link. */
const control = z.object({ pid: z.int(), port: z.int(), secret: z.string() });
export type Control = z.infer<typeof control>;

/** Path of the call that makes a fresh link. */
export const LINK_PATH = '/link';

const NOT_RUNNING = { hint: 'start it with: lacuna serve' };

/** Leaves word of the running host in the data folder, readable by its owner only. */
export async function writeControl(dataFolder: string, content: Control): Promise<void> {
  await writeFileAtomic(controlPath(dataFolder), JSON.stringify(content), { mode: 0o600 });
}

/** Removes the word of a host that ends, unless another host has replaced it. */
export async function removeControl(dataFolder: string, { secret }: Control): Promise<void> {
  const current = await readControl(dataFolder);
  if (current?.secret === secret) await rm(controlPath(dataFolder), { force: true });
}

/**
 * Asks the running host of this data folder for a fresh one-time link (`lacuna open`).
 * @throws {LacunaError} `not_found` when no host is running.
 */
export async function requestLink(dataFolder: string): Promise<string> {
  const host = await readControl(dataFolder);
  if (host === null || !isAlive(host.pid))
    throw new LacunaError('not_found', 'Lacuna is not running', NOT_RUNNING);
  const response = await ask(host);
  if (!response.ok)
    throw new LacunaError('unauthorized', 'the running Lacuna refused to make a link', NOT_RUNNING);
  return z.object({ link: z.string() }).parse(await response.json()).link;
}

async function ask({ port, secret }: Control): Promise<Response> {
  try {
    const headers = { authorization: `Bearer ${secret}` };
    return await fetch(`http://127.0.0.1:${port}${LINK_PATH}`, { method: 'POST', headers });
  } catch (cause) {
    throw new LacunaError('not_found', 'Lacuna does not answer', { ...NOT_RUNNING, cause });
  }
}

async function readControl(dataFolder: string): Promise<Control | null> {
  try {
    return control.parse(JSON.parse(await readFile(controlPath(dataFolder), 'utf8')));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    // A file that cannot be understood names no host: the one that starts next writes it anew.
    if (error instanceof SyntaxError || error instanceof z.ZodError) return null;
    throw error;
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

function controlPath(dataFolder: string): string {
  return join(dataFolder, 'host.json');
}
