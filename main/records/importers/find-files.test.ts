import { spawnSync } from 'node:child_process';
import { mkdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';
import { temporaryFolder } from '../../testing/temporary-folder.ts';
import { findFiles } from './find-files.ts';

const root = temporaryFolder();

function folderOf(name: string, files: readonly string[]): string {
  const folder = path.join(root, name);
  for (const file of files) {
    mkdirSync(path.dirname(path.join(folder, file)), { recursive: true });
    writeFileSync(path.join(folder, file), 'x');
  }
  return folder;
}

it('finds the files of every format, two folders deep and no deeper, by name', async () => {
  const folder = folderOf('formats', [
    'data/train/0.parquet',
    'data/train/deeper/1.parquet',
    'hosp/patients.csv.gz',
    'person.CSV',
    'LICENSE.txt',
  ]);
  const found = await findFiles(folder);
  expect(found.map(({ name, table, format }) => ({ name, table, format }))).toEqual([
    { name: 'data/train/0.parquet', table: 'data/train/0', format: 'parquet' },
    { name: 'hosp/patients.csv.gz', table: 'hosp/patients', format: 'csv' },
    { name: 'person.CSV', table: 'person', format: 'csv' },
  ]);
});

it('follows a link to a folder, and lists a link to nowhere and a folder called like a file', async () => {
  const folder = folderOf('links', ['visits.csv/0.parquet']);
  const elsewhere = folderOf('elsewhere', ['patients.csv']);
  symlinkSync(elsewhere, path.join(folder, 'hosp'));
  symlinkSync(path.join(folder, 'nowhere'), path.join(folder, 'gone.csv'));
  expect((await findFiles(folder)).map(({ name }) => name)).toEqual([
    'gone.csv',
    'hosp/patients.csv',
    'visits.csv',
  ]);
});

it.skipIf(process.platform === 'win32')(
  'refuses pipes and devices, which may be read without end',
  async () => {
    const folder = folderOf('pipes', ['patients.csv']);
    const pipe = path.join(folder, 'labevents.csv.gz');
    expect(spawnSync('mkfifo', [pipe]).status).toBe(0);
    const refused = { code: 'file_unreadable', file: 'labevents.csv.gz' };
    await expect(findFiles(folder)).rejects.toMatchObject(refused);
    rmSync(pipe);
    symlinkSync('/dev/zero', pipe);
    await expect(findFiles(folder)).rejects.toMatchObject(refused);
  },
);
