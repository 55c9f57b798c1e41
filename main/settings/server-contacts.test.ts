import { appendFileSync, mkdirSync, mkdtempSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';
import { temporaryFolder } from '../testing/temporary-folder.ts';
import { allowContact, listContacts, noteContact } from './server-contacts.ts';
import { updateSettings } from './settings.ts';

const place = temporaryFolder();
const newHome = (): string => mkdtempSync(path.join(place, 'home-'));
const contact = { address: 'postgresql://me@db:5432/mimic', purpose: 'inspection' } as const;

it('is refused, and not noted, until the settings allow it', async () => {
  const home = newHome();
  await expect(allowContact(home, contact)).rejects.toMatchObject({
    code: 'server_off',
    file: contact.address,
  });
  expect(listContacts(home)).toEqual([]);
});

it('is noted for the owner only, the newest first', async () => {
  const home = newHome();
  await updateSettings(home, { postgresAllowed: true });
  await allowContact(home, contact);
  await allowContact(home, { ...contact, purpose: 'import' });
  expect(listContacts(home).map(({ purpose }) => purpose)).toEqual(['import', 'inspection']);
  const file = path.join(home, 'server-contacts.jsonl');
  expect(statSync(file).mode & 0o777).toBe(0o600);
  expect(readFileSync(file, 'utf8').split('\n')).toHaveLength(3);
});

it('is not made where it cannot be noted', async () => {
  const home = newHome();
  await updateSettings(home, { postgresAllowed: true });
  mkdirSync(path.join(home, 'server-contacts.jsonl'));
  await expect(allowContact(home, contact)).rejects.toMatchObject({ code: 'output_unwritable' });
});

it('of a list that was changed from outside is named, not left out', async () => {
  const home = newHome();
  await updateSettings(home, { postgresAllowed: true });
  await allowContact(home, contact);
  appendFileSync(path.join(home, 'server-contacts.jsonl'), 'rubbish\n');
  expect(() => listContacts(home)).toThrow(expect.objectContaining({ code: 'settings_damaged' }) as Error);
});

it('for an update is the choice of the administrator, and noted like the others', () => {
  const home = newHome();
  noteContact(home, { address: 'https://updates.example/', purpose: 'update' });
  expect(listContacts(home)).toMatchObject([{ address: 'https://updates.example/', purpose: 'update' }]);
});
