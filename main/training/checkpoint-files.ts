import { existsSync } from 'node:fs';
import { mkdir, readFile, rm } from 'node:fs/promises';
import path from 'node:path';
import writeFileAtomic from 'write-file-atomic';
import { z } from 'zod';
import { decodeSafetensors, encodeSafetensors } from '../../models/bundle/safetensors.ts';
import type { Checkpoint } from '../../models/training/hooks.ts';
import { LacunaError } from '../errors.ts';

const FILE = 'checkpoint.safetensors';
const metadata = z.object({ version: z.literal('1'), epoch: z.string(), state: z.string() });

/** Replaces the checkpoint of a run; a crash leaves the one before or the new one, never half of it. */
export async function writeCheckpoint(folder: string, checkpoint: Checkpoint): Promise<void> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const { version, epoch, state, tensors } = checkpoint;
  const bytes = encodeSafetensors(tensors, { version: String(version), epoch: String(epoch), state });
  await writeFileAtomic(path.join(folder, FILE), Buffer.from(bytes), { mode: 0o600 });
}

/** @throws {LacunaError} `run_not_resumable` when there is no checkpoint, or it cannot be read. */
export async function readCheckpoint(folder: string): Promise<Checkpoint> {
  const file = path.join(folder, FILE);
  if (!hasCheckpoint(folder)) {
    throw new LacunaError('run_not_resumable', 'the run stopped before its first checkpoint', {
      hint: 'start it again with the same settings: the numbers will be the same',
    });
  }
  try {
    const { tensors, metadata: found } = decodeSafetensors(await readFile(file));
    const { epoch, state } = metadata.parse(found);
    return { version: 1, epoch: Number(epoch), state, tensors };
  } catch (cause) {
    throw new LacunaError('run_not_resumable', 'the checkpoint cannot be read', { file, cause });
  }
}

export function hasCheckpoint(folder: string): boolean {
  return existsSync(path.join(folder, FILE));
}

export async function removeCheckpoint(folder: string): Promise<void> {
  if (existsSync(folder)) await rm(folder, { recursive: true });
}
