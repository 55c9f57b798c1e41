import { readdir, stat } from 'node:fs/promises';
import { homedir } from 'node:os';
import path from 'node:path';
import type { z } from 'zod';
import type { directoryListing } from '../api/system.ts';
import { LacunaError } from '../errors.ts';

type DirectoryListing = z.infer<typeof directoryListing>;

/**
 * What a folder holds, folders first, for the window that has no native dialog. Hidden entries are left out.
 * @throws {LacunaError} `folder_not_found`, `not_a_folder`, `file_unreadable`.
 */
export async function listFolder(folder: string = homedir()): Promise<DirectoryListing> {
  const absolute = path.resolve(folder);
  const names = await readdir(absolute, { withFileTypes: true }).catch((cause: unknown) => {
    throw unreadable(absolute, cause);
  });
  const visible = names.filter(
    (entry) => !entry.name.startsWith('.') && (entry.isDirectory() || entry.isFile()),
  );
  const entries = await Promise.all(
    visible.map(async (entry) => ({
      name: entry.name,
      kind: entry.isDirectory() ? ('folder' as const) : ('file' as const),
      sizeBytes: entry.isDirectory() ? null : await sizeOf(path.join(absolute, entry.name)),
    })),
  );
  const order = new Intl.Collator('en', { numeric: true });
  entries.sort((a, b) => (a.kind === b.kind ? order.compare(a.name, b.name) : a.kind === 'folder' ? -1 : 1));
  const parent = path.dirname(absolute);
  return { path: absolute, parent: parent === absolute ? null : parent, entries };
}

/** A file may vanish between listing and looking: then its size is not known. */
async function sizeOf(file: string): Promise<number | null> {
  return stat(file).then(
    ({ size }) => size,
    () => null,
  );
}

function unreadable(folder: string, cause: unknown): LacunaError {
  const code = cause instanceof Error && 'code' in cause ? cause.code : null;
  if (code === 'ENOENT')
    return new LacunaError('folder_not_found', 'the folder does not exist', { file: folder, cause });
  if (code === 'ENOTDIR')
    return new LacunaError('not_a_folder', 'the path is not a folder', { file: folder, cause });
  return new LacunaError('file_unreadable', 'the folder cannot be read', { file: folder, cause });
}
