import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { LacunaError } from '../../errors.ts';
import type { CsvFile } from './csv-file.ts';

const CSV_NAME = /\.csv(\.gz)?$/i;

/**
 * The CSV files of a folder and of the folders in it, one level deep, by name.
 * @throws {LacunaError} `folder_not_found`, `not_a_folder`, `folder_empty`, `file_unreadable`.
 */
export async function findCsvFiles(folder: string): Promise<CsvFile[]> {
  const names = await listFolder(folder);
  const files: CsvFile[] = [];
  for (const name of names) {
    const path = join(folder, name);
    const inside = (await stat(path)).isDirectory()
      ? (await readdir(path)).map((inner) => `${name}/${inner}`)
      : [name];
    for (const file of inside) {
      if (!CSV_NAME.test(file)) continue;
      const found = await stat(join(folder, file));
      if (!found.isFile()) continue;
      files.push({
        path: join(folder, file),
        name: file,
        table: file.replace(CSV_NAME, ''),
        sizeBytes: found.size,
        changedMs: found.mtimeMs,
      });
    }
  }
  return files.sort((a, b) => (a.name < b.name ? -1 : 1));
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
