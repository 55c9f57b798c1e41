import { existsSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { LacunaError } from '../errors.ts';
import { dataFolder } from './data-folder.ts';

let base: string;
beforeEach(() => {
  base = mkdtempSync(path.join(tmpdir(), 'lacuna-data-folder-'));
});
afterEach(() => rmSync(base, { recursive: true }));

describe('dataFolder', () => {
  it('makes the folder that LACUNA_HOME names, for the owner only', () => {
    const folder = dataFolder({ LACUNA_HOME: path.join(base, 'a', 'b') });
    expect(folder).toBe(path.join(base, 'a', 'b'));
    expect(statSync(folder).isDirectory()).toBe(true);
    if (process.platform !== 'win32') expect(statSync(folder).mode & 0o777).toBe(0o700);
  });

  it('leaves a folder that is there as it is', () => {
    const folder = dataFolder({ LACUNA_HOME: base });
    expect(dataFolder({ LACUNA_HOME: folder })).toBe(base);
  });

  it.skipIf(!existsSync('/proc/self'))('names a place where no folder can be made', () => {
    expect(() => dataFolder({ LACUNA_HOME: '/proc/lacuna' })).toThrow(
      expect.objectContaining({ code: 'file_unreadable', file: '/proc/lacuna' }) as LacunaError,
    );
  });

  it('names a file that stands in its place', () => {
    const file = path.join(base, 'file');
    writeFileSync(file, '');
    for (const [home, code] of [
      [file, 'not_a_folder'],
      [path.join(file, 'below'), 'not_a_folder'],
    ] as const) {
      expect(() => dataFolder({ LACUNA_HOME: home })).toThrow(
        expect.objectContaining({ code, file: home }) as LacunaError,
      );
    }
  });
});
