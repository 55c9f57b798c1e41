import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { DatabaseSummary, Services } from '../api/services.ts';
import { clearRecent, recentDatabases, rememberRecent, tellingWhichOpened } from './recent-databases.ts';

let folder: string;
beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'lacuna-recent-'))));
afterEach(() => rmSync(folder, { recursive: true }));

function database(name: string): string {
  const path = join(folder, name);
  writeFileSync(path, '');
  return path;
}

it('lists the last ten that are still there, newest first, for the owner only', () => {
  const all = Array.from({ length: 12 }, (_, index) => database(`${index}.sqlite`));
  for (const path of all) rememberRecent(folder, path);
  expect(recentDatabases(folder)).toEqual(all.slice(2).reverse());
  expect(statSync(join(folder, 'recent-databases.json')).mode & 0o777).toBe(0o600);
  rememberRecent(folder, all[5]!);
  rmSync(all[11]!);
  expect(recentDatabases(folder).slice(0, 2)).toEqual([all[5], all[10]]);
  expect(recentDatabases(folder)).toHaveLength(9);
});

it('is empty at first, when cleared, and when the file is not what was written', () => {
  expect(recentDatabases(folder)).toEqual([]);
  rememberRecent(folder, database('a.sqlite'));
  clearRecent(folder);
  expect(recentDatabases(folder)).toEqual([]);
  writeFileSync(join(folder, 'recent-databases.json'), '{');
  expect(recentDatabases(folder)).toEqual([]);
});

it('tells which database was opened or chosen, and of none that could not be', async () => {
  const summary = (path: string) => ({ path }) as DatabaseSummary;
  const open = vi.fn(() => Promise.resolve(summary('/a.sqlite')));
  const select = vi.fn(() => Promise.resolve(summary('/b.sqlite')));
  const list = vi.fn(() => Promise.resolve([]));
  const tell = vi.fn();
  const { databases } = tellingWhichOpened(
    { databases: { open, select, list } } as unknown as Services,
    tell,
  );
  expect(await databases.open({ path: 'a.sqlite', create: false })).toEqual(summary('/a.sqlite'));
  await databases.select({ id: 'b' });
  expect(await databases.list()).toEqual([]);
  open.mockRejectedValueOnce(new Error('damaged'));
  await expect(databases.open({ path: 'c.sqlite', create: false })).rejects.toThrow('damaged');
  expect(tell.mock.calls).toEqual([['/a.sqlite'], ['/b.sqlite']]);
});
