import type { Stats } from 'node:fs';
import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { LacunaError } from '../../errors.ts';
import type { DiskFile, FileFormat } from './csv-file.ts';
import { worded } from '../../../models/wording.ts';

/** What the names of files of a format end with. */
export interface Ending {
  readonly ending: RegExp;
  readonly format: FileFormat;
}

const ENDINGS: readonly Ending[] = [
  { ending: /\.csv(\.gz)?$/i, format: 'csv' },
  { ending: /\.parquet$/i, format: 'parquet' },
  { ending: /\.ndjson(\.gz)?$/i, format: 'ndjson' },
  { ending: /\.json(\.gz)?$/i, format: 'json' },
];
/** Folders inside the folder: MIMIC-IV has `hosp/`, MEDS `data/train/`. */
const DEPTH = 2;
/** Published folders have far fewer: this one was chosen by mistake, and looking through it all would take long. */
const MOST_FILES = 20_000;

/**
 * The files of a folder that may hold rows, and of the folders in it, two levels deep, by name. A broken link, or a
 * folder that is called like a CSV file, is among them, so that reading it says what is wrong rather than leaving it out unseen.
 * A pipe or a device is refused here: opening one may wait without end, and so may reading it.
 * @throws {LacunaError} `folder_not_found`, `not_a_folder`, `folder_empty`, `file_unreadable`, `wrong_source`.
 */
export async function findFiles(folder: string, endings: readonly Ending[] = ENDINGS): Promise<DiskFile[]> {
  const files: DiskFile[] = [];
  for (const name of await listFolder(folder)) await collect(folder, name, { depth: DEPTH, files, endings });
  return files.sort((a, b) => (a.name < b.name ? -1 : 1));
}

interface Search {
  /** How many folders deep it goes from here. */
  readonly depth: number;
  readonly files: DiskFile[];
  readonly endings: readonly Ending[];
}

async function collect(folder: string, name: string, { depth, files, endings }: Search): Promise<void> {
  const path = join(folder, name);
  const kind = endings.find(({ ending }) => ending.test(name));
  const found = await statOf(path);
  if (found?.isDirectory() === true && kind?.format !== 'csv') {
    if (depth === 0) return;
    for (const inner of await listInside(path))
      await collect(folder, `${name}/${inner}`, { depth: depth - 1, files, endings });
  } else if (kind !== undefined) {
    if (found !== null && !found.isFile() && !found.isDirectory()) throw noFile(name);
    if (files.length === MOST_FILES) throw tooMany(folder);
    files.push({
      path,
      name,
      table: name.replace(kind.ending, ''),
      format: kind.format,
      sizeBytes: found?.size ?? 0,
      changedMs: found?.mtimeMs ?? 0,
    });
  }
}

function tooMany(folder: string): LacunaError {
  return new LacunaError('wrong_source', worded`the folder holds more than ${MOST_FILES} files`, {
    file: folder,
    hint: 'choose the folder of the records alone, as it was downloaded or exported',
  });
}

function noFile(name: string): LacunaError {
  return new LacunaError('file_unreadable', 'this is no file, but a pipe or a device', {
    file: name,
    hint: 'write what it holds to a file first; nothing was imported',
  });
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
  try {
    if (!(await stat(folder)).isDirectory()) {
      throw new LacunaError('not_a_folder', 'the path is a file, not a folder', {
        file: folder,
        hint: 'name the folder that the file lies in',
      });
    }
    const names = await readdir(folder);
    if (names.length > 0) return names;
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT')
      throw new LacunaError('folder_not_found', 'the folder does not exist', { file: folder });
    if (code === 'EACCES' || code === 'EPERM') {
      throw new LacunaError('file_unreadable', 'the folder may not be read', { file: folder, cause: error });
    }
    throw error;
  }
  throw new LacunaError('folder_empty', 'the folder is empty', { file: folder });
}
