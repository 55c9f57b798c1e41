import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createHandler } from '../api/handler.ts';
import { stubServices } from '../testing/stub-services.ts';
import { PassphraseLock } from './passphrase-lock.ts';

let folder: string;
let now: number;
let idleMinutes: number;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'lacuna-lock-'));
  now = 0;
  idleMinutes = 0;
});
afterEach(() => rmSync(folder, { recursive: true }));

const newLock = (): PassphraseLock =>
  new PassphraseLock({ dataFolder: folder, now: () => now, idleMinutes: () => idleMinutes });

async function lockWith(passphrase: string): Promise<PassphraseLock> {
  const lock = newLock();
  await lock.setPassphrase({ next: passphrase });
  lock.lock();
  return lock;
}

describe('without a passphrase', () => {
  it('only hides', async () => {
    const lock = newLock();
    lock.lock();
    expect([lock.state, lock.refuses()]).toEqual([{ locked: true, hasPassphrase: false }, false]);
    await lock.unlock('');
    expect(lock.state.locked).toBe(false);
  });
});

describe('with a passphrase', () => {
  it('keeps a salted hash for the owner only, never the passphrase', async () => {
    await lockWith('correct horse');
    const first = readFileSync(join(folder, 'lock.json'), 'utf8');
    expect(first).not.toContain('correct horse');
    expect(statSync(join(folder, 'lock.json')).mode & 0o777).toBe(0o600);
    await newLock().setPassphrase({ current: 'correct horse', next: 'correct horse' });
    expect(readFileSync(join(folder, 'lock.json'), 'utf8')).not.toBe(first);
  });

  it('is locked from the start of a host, and opens for the right passphrase only', async () => {
    await lockWith('correct horse');
    const lock = newLock();
    expect([lock.state, lock.refuses()]).toEqual([{ locked: true, hasPassphrase: true }, true]);
    await expect(lock.unlock('correct horse ')).rejects.toMatchObject({ code: 'wrong_passphrase' });
    now += 10_000;
    await lock.unlock('correct horse');
    expect(lock.refuses()).toBe(false);
  });

  it('lets guesses wait longer and longer, also those that come together', async () => {
    const lock = await lockWith('correct horse');
    const guesses = await Promise.allSettled(['a', 'b', 'correct horse'].map((guess) => lock.unlock(guess)));
    expect(guesses.map(({ status }) => status)).toEqual(['rejected', 'rejected', 'rejected']);
    expect((guesses[2] as PromiseRejectedResult).reason).toMatchObject({
      message: 'the passphrase before was not right',
      hint: 'the next one can be tried in 1 s',
    });
    now = 499;
    await expect(lock.unlock('correct horse')).rejects.toThrow('passphrase before');
    now = 500;
    await expect(lock.unlock('c')).rejects.toThrow('not right');
    now = 1400;
    await expect(lock.unlock('correct horse')).rejects.toThrow('passphrase before');
    now = 1500;
    await lock.unlock('correct horse');
    expect(lock.state.locked).toBe(false);
  });

  it('changes only for who knows the present one', async () => {
    const lock = await lockWith('correct horse');
    await lock.unlock('correct horse');
    await expect(lock.setPassphrase({ next: 'mine now' })).rejects.toMatchObject({
      code: 'wrong_passphrase',
    });
    now += 10_000;
    await lock.setPassphrase({ current: 'correct horse', next: 'battery staple' });
    lock.lock();
    await expect(lock.unlock('correct horse')).rejects.toMatchObject({ code: 'wrong_passphrase' });
  });

  it('can be removed', async () => {
    const lock = await lockWith('correct horse');
    await lock.setPassphrase({ current: 'correct horse', next: null });
    expect([lock.refuses(), newLock().state]).toEqual([false, { locked: false, hasPassphrase: false }]);
  });

  it('locks after the minutes without a call that the settings say', async () => {
    const lock = await lockWith('correct horse');
    await lock.unlock('correct horse');
    idleMinutes = 5;
    now = 4 * 60_000;
    expect(lock.refuses()).toBe(false);
    now = 9 * 60_000;
    expect(lock.refuses()).toBe(false);
    now = 14 * 60_000 + 1;
    expect(lock.refuses()).toBe(true);
    now += 1;
    expect(lock.refuses()).toBe(true);
  });

  it('refuses to start unlocked when its file is damaged', () => {
    writeFileSync(join(folder, 'lock.json'), '{"version":1}');
    expect(newLock).toThrow(expect.objectContaining({ code: 'settings_damaged' }) as Error);
  });
});

describe('over the API', () => {
  const ORIGIN = 'app://lacuna/api/trpc';
  const headers = { 'content-type': 'application/json' };

  it('refuses everything but unlocking', async () => {
    const lock = await lockWith('correct horse');
    const services = stubServices({ databases: { list: () => Promise.resolve([]) } });
    const handler = createHandler({ services, lock, assets: folder });
    const get = async (path: string) => {
      const response = await handler(new Request(`${ORIGIN}/${path}`));
      return [response.status, (await response.text()).includes('"code":"locked"')];
    };
    const post = (path: string, body: object) =>
      handler(new Request(`${ORIGIN}/${path}`, { method: 'POST', headers, body: JSON.stringify(body) }));

    expect(await get('databases.list')).toEqual([401, true]);
    expect(await get('settings.get')).toEqual([401, true]);
    expect(await get('jobs.watchAll')).toEqual([401, true]);
    expect((await post('lock.setPassphrase', { next: null })).status).toBe(401);
    expect(await get('lock.state')).toEqual([200, false]);
    expect((await post('lock.unlock', { passphrase: 'correct horse' })).status).toBe(200);
    expect(await get('databases.list')).toEqual([200, false]);
    expect((await post('lock.lock', {})).status).toBe(200);
    expect(await get('databases.list')).toEqual([401, true]);
  });
});
