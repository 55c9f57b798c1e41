import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, it } from 'vitest';
import { listFolder } from './list-folder.ts';

const folder = (): string => mkdtempSync(path.join(tmpdir(), 'lacuna-list-'));

it('lists folders first, then files with their size, hidden ones left out', async () => {
  const root = folder();
  mkdirSync(path.join(root, 'icu'));
  writeFileSync(path.join(root, 'b.csv'), '12345');
  writeFileSync(path.join(root, '.hidden'), 'x');
  mkdirSync(path.join(root, 'hosp'));
  expect(await listFolder(root)).toEqual({
    path: root,
    parent: path.dirname(root),
    entries: [
      { name: 'hosp', kind: 'folder', sizeBytes: null },
      { name: 'icu', kind: 'folder', sizeBytes: null },
      { name: 'b.csv', kind: 'file', sizeBytes: 5 },
    ],
  });
});

it('names a folder that does not exist and a path that is a file', async () => {
  const root = folder();
  const file = path.join(root, 'file');
  writeFileSync(file, '');
  await expect(listFolder(path.join(root, 'none'))).rejects.toMatchObject({ code: 'folder_not_found' });
  await expect(listFolder(file)).rejects.toMatchObject({ code: 'not_a_folder', file });
});
