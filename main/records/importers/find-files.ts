import type { Stats } from 'node:fs';
import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { LacunaError } from '../../errors.ts';
import type { DiskFile } from './csv-file.ts';

const CSV_NAME = /\.csv(\.gz)?$/i;

/**
 * The CSV files of a folder and of the folders in it, one level deep, by name. A broken link, or a folder that is called
 * like a file, is among them, so that reading it says what is wrong rather than leaving it out unseen.
 * @throws {LacunaError} `folder_not_found`, `not_a_folder`, `folder_empty`, `file_unreadable`.
 */
export async function findCsvFiles(folder: string): Promise<DiskFile[]> {
  const files: DiskFile[] = [];
  for (const name of await listFolder(folder)) {
    const isFolder = (await statOf(join(folder, name)))?.isDirectory() ?? false;
    const inside = isFolder
      ? (await listInside(join(folder, name))).map((inner) => `${name}/${inner}`)
      : [name];
    for (const file of inside) {
      if (CSV_NAME.test(file)) files.push(await csvFile(folder, file));
    }
  }
  return files.sort((a, b) => (a.name < b.name ? -1 : 1));
}

async function csvFile(folder: string, name: string): Promise<DiskFile> {
  const path = join(folder, name);
  const found = await statOf(path);
  return {
    path,
    name,
    table: name.replace(CSV_NAME, ''),
    sizeBytes: found?.size ?? 0,
    changedMs: found?.mtimeMs ?? 0,
  };
}

/** `null` for a link to nowhere. */
async function statOf(path: string): Promise<Stats | null> {
  try {
    return await stat(path);
  } catch {
    return null;
  }
}

async function listInside(folder: string): Promise<string[]> {
  try {
    return await readdir(folder);
  } catch (cause) {
    throw new LacunaError('file_unreadable', 'the folder may not be read', { file: folder, cause });
  }
}

async function listFolder(folder: string): Promise<string[]> {
  const hint = 'choose the folder as it was downloaded: the one that holds hosp and icu';
  try {
    if (!(await stat(folder)).isDirectory()) {
      throw new LacunaError('not_a_folder', 'the path is a file, not a folder', { file: folder, hint });
    }
    const names = await readdir(folder);
    if (names.length > 0) return names;
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT')
      throw new LacunaError('folder_not_found', 'the folder does not exist', { file: folder, hint });
    if (code === 'EACCES' || code === 'EPERM') {
      throw new LacunaError('file_unreadable', 'the folder may not be read', { file: folder, cause: error });
    }
    throw error;
  }
  throw new LacunaError('folder_empty', 'the folder is empty', { file: folder, hint });
}
