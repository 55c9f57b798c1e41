import type { ServerContact, ServerInput } from '../api/services.ts';
import { LacunaError } from '../errors.ts';
import { parseServerAddress } from '../records/importers/postgres/server-address.ts';
import { allowContact } from '../settings/server-contacts.ts';
import { dataFolder } from '../system/data-folder.ts';
import { askPassword, canAsk } from './ask-password.ts';

/** Contacts a server where that is allowed. Where it asks for a password that is not known, so is whoever is there. */
export async function contacting<T>(
  server: ServerInput,
  purpose: ServerContact['purpose'],
  work: (server: ServerInput) => Promise<T>,
): Promise<T> {
  const { text } = parseServerAddress(server.address);
  await allowContact(dataFolder(), { address: text, purpose });
  try {
    return await work(server);
  } catch (error) {
    if (!(error instanceof LacunaError) || error.code !== 'server_password' || !canAsk()) throw error;
    return contacting({ ...server, password: await askPassword(`password for ${text}`) }, purpose, work);
  }
}
