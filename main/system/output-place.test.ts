import { existsSync, mkdirSync, readdirSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';
import { temporaryFolder } from '../testing/temporary-folder.ts';
import { sentence } from '../../models/wording.ts';
import { requireFreePlace } from './output-place.ts';

const folder = temporaryFolder();
const what = sentence`the export`;
const at = (...names: string[]): string => path.join(folder, ...names);

/** What an attempt ends with, and that it leaves nothing behind. */
function refused(target: string, makesFolders = true): unknown {
  const before = readdirSync(folder, { recursive: true });
  try {
    requireFreePlace(target, { what, makesFolders });
    return null;
  } catch (error) {
    return error;
  } finally {
    expect(readdirSync(folder, { recursive: true })).toEqual(before);
  }
}

it('finds a new place free, in folders that are still to be made too', () => {
  expect(refused(at('new'))).toBeNull();
  expect(refused(at('new'), false)).toBeNull();
  expect(refused(at('deep', 'in', 'new'))).toBeNull();
});

it('refuses folders that are missing where none is made', () => {
  expect(refused(at('none', 'new'), false)).toMatchObject({
    code: 'folder_not_found',
    file: at('none', 'new'),
  });
});

it('refuses what is there, and a file in the way', () => {
  mkdirSync(at('folder'));
  writeFileSync(at('file'), '');
  symlinkSync(at('file'), at('link'));
  expect(refused(at('folder'))).toMatchObject({ code: 'output_unwritable' });
  expect(refused(at('file'))).toMatchObject({ code: 'output_unwritable' });
  for (const name of ['file', 'link']) {
    const below = at(name, 'below');
    expect(refused(below), name).toMatchObject({ code: 'not_a_folder', file: below });
    expect(refused(path.join(below, 'further')), name).toMatchObject({ code: 'not_a_folder' });
  }
});

it('refuses a name that is too long', () => {
  expect(refused(at('x'.repeat(300)))).toMatchObject({ code: 'output_unwritable' });
});

it.runIf(existsSync('/proc/self'))('refuses a file system in which nothing can be made', () => {
  for (const target of ['/proc/new', '/proc/new/below'])
    expect(refused(target), target).toMatchObject({ code: 'output_unwritable', file: target });
});

it.skipIf(process.platform === 'win32' || process.getuid?.() === 0)(
  'refuses a folder that may only be read',
  () => {
    mkdirSync(at('locked'), { mode: 0o500 });
    expect(refused(at('locked', 'new'))).toMatchObject({ code: 'output_unwritable' });
  },
);
