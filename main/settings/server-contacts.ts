import { appendFileSync, existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ServerContact } from '../api/services.ts';
import { serverContact } from '../api/system.ts';
import { LacunaError } from '../errors.ts';
import { readSettings } from './settings.ts';

/**
 * Asked before any server is contacted, with or without a database at hand: it is refused unless the settings allow it,
 * and noted.
 * @param contact the address without a password.
 * @throws {LacunaError} `server_off`.
 */
export async function allowContact(dataFolder: string, contact: Omit<ServerContact, 'at'>): Promise<void> {
  const { postgresAllowed } = await readSettings(dataFolder);
  if (!postgresAllowed) {
    throw new LacunaError('server_off', 'reading from a server is switched off; nothing was contacted', {
      file: contact.address,
    });
  }
  const entry: ServerContact = { at: new Date().toISOString(), ...contact };
  appendFileSync(logPath(dataFolder), `${JSON.stringify(entry)}\n`, { mode: 0o600 });
}

/** The contacts noted on this computer, newest first. */
export function listContacts(dataFolder: string): ServerContact[] {
  const path = logPath(dataFolder);
  if (!existsSync(path)) return [];
  const lines = readFileSync(path, 'utf8').trimEnd().split('\n');
  return lines.map((line) => serverContact.parse(JSON.parse(line))).reverse();
}

function logPath(dataFolder: string): string {
  return join(dataFolder, 'server-contacts.jsonl');
}
