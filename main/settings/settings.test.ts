import { chmodSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  currentDatabasePath,
  forgetDatabase,
  knownDatabases,
  rememberDatabase,
  selectDatabase,
} from './known-databases.ts';
import { readSettings, updateSettings } from './settings.ts';

let folder: string;
let file: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'lacuna-settings-'));
  file = join(folder, 'settings.json');
});
afterEach(() => rmSync(folder, { recursive: true }));

describe('settings', () => {
  it('start from defaults without writing a file', async () => {
    expect(await readSettings(folder)).toMatchObject({ theme: 'auto', engine: 'auto', idleLockMinutes: 0 });
    expect(readdirSync(folder)).toEqual([]);
  });

  it('of an earlier version are read, with the default of what is new', async () => {
    await updateSettings(folder, { theme: 'dark' });
    const defaults = {
      language: 'auto',
      postgresAllowed: false,
      singleKeys: true,
      textSize: 'normal',
      tourSeen: false,
    };
    const all = await readSettings(folder);
    const settings = Object.fromEntries(Object.entries(all).filter(([name]) => !(name in defaults)));
    const content = JSON.parse(readFileSync(file, 'utf8')) as object;
    writeFileSync(file, JSON.stringify({ ...content, settings }));
    expect(await readSettings(folder)).toEqual({ ...settings, ...defaults });
  });

  it('keep what is switched on when others change', async () => {
    await updateSettings(folder, { postgresAllowed: true });
    await updateSettings(folder, { theme: 'dark' });
    expect(await readSettings(folder)).toMatchObject({ postgresAllowed: true, theme: 'dark' });
  });

  it('change by name, keep the others, and lie in a file of the owner only', async () => {
    await updateSettings(folder, { theme: 'dark' });
    await updateSettings(folder, { idleLockMinutes: 5, theme: undefined });
    expect(await readSettings(folder)).toMatchObject({ theme: 'dark', idleLockMinutes: 5 });
    expect(statSync(file).mode & 0o777).toBe(0o600);
    chmodSync(file, 0o644);
    await updateSettings(folder, { theme: 'light' });
    expect(statSync(file).mode & 0o777).toBe(0o600);
  });

  it.each([
    [{ colour: 'red' }, 'unknown_setting'],
    [{ theme: 'pink' }, 'usage'],
    [{ idleLockMinutes: -1 }, 'usage'],
    [{ bands: [{ name: 'low', below: 2 }] }, 'usage'],
    [
      {
        bands: [
          { name: 'a', below: 0.3 },
          { name: 'b', below: 0.3 },
        ],
      },
      'usage',
    ],
  ])('refuse %j as %s and keep the file', async (values, code) => {
    await updateSettings(folder, { theme: 'dark' });
    const before = readFileSync(file, 'utf8');
    await expect(updateSettings(folder, values)).rejects.toMatchObject({ code });
    expect(readFileSync(file, 'utf8')).toBe(before);
  });

  it('keep every one of several changes at once', async () => {
    await Promise.all([
      updateSettings(folder, { theme: 'dark' }),
      updateSettings(folder, { engine: 'wasm' }),
      rememberDatabase(folder, { path: '/data/a.db', name: 'a', kind: 'user' }),
      updateSettings(folder, { idleLockMinutes: 9 }),
    ]);
    expect(await readSettings(folder)).toMatchObject({ theme: 'dark', engine: 'wasm', idleLockMinutes: 9 });
    expect(currentDatabasePath(folder)).toBe('/data/a.db');
  });

  it.each(['{"version":1', '{"version":2}', '[]', ''])(
    'set a damaged file %j aside by name',
    async (text) => {
      writeFileSync(file, text);
      const error: unknown = await readSettings(folder).catch((failure: unknown) => failure);
      expect(error).toMatchObject({ code: 'settings_damaged' });
      const { file: aside } = error as { file: string };
      expect(readFileSync(aside, 'utf8')).toBe(text);
      expect(await readSettings(folder)).toMatchObject({ theme: 'auto' });
    },
  );
});

describe('known databases', () => {
  it('are remembered once a path, with the newest selected', async () => {
    const a = await rememberDatabase(folder, { path: '/data/a.db', name: 'a', kind: 'user' });
    const b = await rememberDatabase(folder, { path: '/data/b.db', name: 'b', kind: 'demo' });
    const again = await rememberDatabase(folder, {
      path: '/data/../data/a.db',
      name: 'renamed',
      kind: 'user',
    });
    expect(again).toEqual({ ...a, name: 'renamed' });
    expect(knownDatabases(folder)).toEqual({ databases: [b, again], current: again });
    expect(currentDatabasePath(folder)).toBe('/data/a.db');
  });

  it('can be selected and forgotten', async () => {
    const a = await rememberDatabase(folder, { path: '/data/a.db', name: 'a', kind: 'user' });
    const b = await rememberDatabase(folder, { path: '/data/b.db', name: 'b', kind: 'user' });
    expect(await selectDatabase(folder, a.id)).toEqual(a);
    await forgetDatabase(folder, a.id);
    expect(knownDatabases(folder)).toEqual({ databases: [b], current: b });
    await forgetDatabase(folder, b.id);
    expect(currentDatabasePath(folder)).toBeNull();
    await expect(selectDatabase(folder, b.id)).rejects.toMatchObject({ code: 'not_found' });
  });
});
