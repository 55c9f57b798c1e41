import type { ServerContact, ServerInput, Services } from '../api/services.ts';
import { refuseDemo } from '../demo/demo-folder.ts';
import { parseServerAddress } from '../records/importers/postgres/server-address.ts';
import { allowContact } from '../settings/server-contacts.ts';
import type { HostParts } from './host-parts.ts';
import { sentence } from '../../models/wording.ts';

export function importServices(parts: HostParts): Services['imports'] {
  const { home, reader, importing, databaseJobs, current, log } = parts;
  /** Nothing is connected to before this has been asked. @returns the address, as it may be shown. */
  const contact = async ({ address }: ServerInput, purpose: ServerContact['purpose']): Promise<string> => {
    const { text } = parseServerAddress(address);
    await allowContact(home, { address: text, purpose });
    return text;
  };
  /** One that was typed counts before one that is kept. */
  const withPassword = async (server: ServerInput): Promise<ServerInput> => {
    const password = server.password ?? (await parts.passwordOf?.(server.address));
    return password === undefined ? server : { ...server, password };
  };
  return {
    // A new database will lie in the data folder.
    inspect: (input) => importing.call('inspect', { ...input, database: current.path ?? home }),
    propose: (input) => importing.call('propose', input),
    preview: (input, signal) => importing.call('preview', input, { signal }),
    start: (input) => {
      const database = current.require();
      refuseDemo(home, database);
      log.note({ action: 'import.start' });
      return Promise.resolve(
        databaseJobs.start(
          {
            database,
            kind: 'import',
            title: sentence`Importing ${input.folder}`,
            request: { kind: 'import', ...input },
          },
          (call) => importing.call('import', { ...input, database }, call),
        ),
      );
    },
    inspectServer: async (server) => {
      log.note({ action: 'server.contact', subject: await contact(server, 'inspection') });
      return importing.call('inspectServer', {
        server: await withPassword(server),
        database: current.path ?? home,
      });
    },
    startServer: async (server) => {
      const database = current.require();
      refuseDemo(home, database);
      const address = await contact(server, 'import');
      log.note({ action: 'import.start' });
      const complete = await withPassword(server);
      // A password that was typed is not kept with the job, so that nothing can ask for this again by itself.
      const job = { database, kind: 'import', title: sentence`Importing ${address}`, request: null } as const;
      return databaseJobs.start(job, (call) =>
        importing.call('importServer', { server: complete, database }, call),
      );
    },
    runs: () => reader.call('importRuns', { database: current.require(), input: null }),
    summary: (input) => reader.call('importSummary', { database: current.require(), input }),
    rejected: (input) => reader.call('rejectedRows', { database: current.require(), input }),
    rejectedCsv: (input) => reader.call('rejectedRowsCsv', { database: current.require(), input }),
  };
}
