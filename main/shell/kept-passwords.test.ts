import { existsSync, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { KeptPasswords, type Vault } from './kept-passwords.ts';

const ADDRESS = 'postgresql://reader@db.example:5432/mimic';
let folder: string;
beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'lacuna-passwords-'))));
afterEach(() => rmSync(folder, { recursive: true }));

/** Encryption of a test: backwards, and of one user. */
const vault = ({ backend = 'gnome_libsecret', available = true, user = 'a' } = {}): Vault => ({
  isAsyncEncryptionAvailable: () => Promise.resolve(available),
  getSelectedStorageBackend: () => backend,
  encryptStringAsync: (plain) => Promise.resolve(Buffer.from(user + [...plain].reverse().join(''))),
  decryptStringAsync: (encrypted) => {
    const text = encrypted.toString();
    if (!text.startsWith(user)) return Promise.reject(new Error('the key is another'));
    return Promise.resolve({ result: [...text.slice(user.length)].reverse().join('') });
  },
});

it('keeps a password encrypted, by address, for the owner only, until it is forgotten', async () => {
  const passwords = new KeptPasswords(folder, vault(), 'linux');
  expect([await passwords.has(ADDRESS), await passwords.of(ADDRESS)]).toEqual([false, undefined]);
  expect(await passwords.keep(ADDRESS, 's3cret')).toBe(true);
  expect(await passwords.has(ADDRESS)).toBe(true);
  expect([await passwords.of(ADDRESS), await passwords.of('other')]).toEqual(['s3cret', undefined]);
  const file = join(folder, 'server-passwords.json');
  expect(readFileSync(file, 'utf8')).not.toContain('s3cret');
  expect(statSync(file).mode & 0o777).toBe(0o600);
  passwords.forget(ADDRESS);
  expect(await passwords.has(ADDRESS)).toBe(false);
});

it.each([
  { backend: 'basic_text', platform: 'linux' as const, kept: false },
  { backend: 'unknown', platform: 'linux' as const, kept: false },
  { backend: 'kwallet6', platform: 'linux' as const, kept: true },
  { backend: 'unknown', platform: 'darwin' as const, kept: true },
  { backend: 'unknown', platform: 'win32' as const, kept: true },
])('keeps with $backend on $platform: $kept', async ({ backend, platform, kept }) => {
  expect(await new KeptPasswords(folder, vault({ backend }), platform).keep(ADDRESS, 'x')).toBe(kept);
  expect(existsSync(join(folder, 'server-passwords.json'))).toBe(kept);
});

it('keeps nothing where the system encrypts nothing', async () => {
  expect(await new KeptPasswords(folder, vault({ available: false }), 'darwin').keep(ADDRESS, 'x')).toBe(
    false,
  );
});

it('has none that it cannot decrypt', async () => {
  await new KeptPasswords(folder, vault(), 'linux').keep(ADDRESS, 'x');
  expect(await new KeptPasswords(folder, vault({ user: 'b' }), 'linux').has(ADDRESS)).toBe(false);
  expect(await new KeptPasswords(folder, vault({ backend: 'basic_text' }), 'linux').has(ADDRESS)).toBe(false);
});
