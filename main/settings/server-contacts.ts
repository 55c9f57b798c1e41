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
 * @throws {LacunaError} `server_off`; `output_unwritable` where it cannot be noted, so that it is not made.
 */
export async function allowContact(dataFolder: string, contact: Omit<ServerContact, 'at'>): Promise<void> {
  const { postgresAllowed } = await readSettings(dataFolder);
  if (!postgresAllowed) {
    throw new LacunaError('server_off', 'reading from a server is switched off; nothing was contacted', {
      file: contact.address,
    });
  }
  noteContact(dataFolder, contact);
}

/**
 * Notes a contact before it is made.
 * @throws {LacunaError} `output_unwritable` where it cannot be noted, so that it is not made.
 */
export function noteContact(dataFolder: string, contact: Omit<ServerContact, 'at'>): void {
  const entry: ServerContact = { at: new Date().toISOString(), ...contact };
  const file = logPath(dataFolder);
  try {
    appendFileSync(file, `${JSON.stringify(entry)}\n`, { mode: 0o600 });
  } catch (cause) {
    throw new LacunaError(
      'output_unwritable',
      'the contact cannot be noted, so the server was not contacted',
      {
        file,
        cause,
      },
    );
  }
}

/**
 * The contacts noted on this computer, newest first.
 * @throws {LacunaError} `settings_damaged` where the list was changed from outside.
 */
export function listContacts(dataFolder: string): ServerContact[] {
  const file = logPath(dataFolder);
  if (!existsSync(file)) return [];
  const lines = readFileSync(file, 'utf8').trimEnd().split('\n');
  try {
    return lines.map((line) => serverContact.parse(JSON.parse(line))).reverse();
  } catch (cause) {
    throw new LacunaError('settings_damaged', 'the list of contacted servers cannot be understood', {
      file,
      cause,
      hint: 'restore the file, or move it away to begin a new list',
    });
  }
}

function logPath(dataFolder: string): string {
  return join(dataFolder, 'server-contacts.jsonl');
}
