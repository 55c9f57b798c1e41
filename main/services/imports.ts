import type { Services } from '../api/services.ts';
import { refuseDemo } from '../demo/demo-folder.ts';
import type { HostParts } from './host-parts.ts';

export function importServices(parts: HostParts): Services['imports'] {
  const { home, reader, importing, databaseJobs, current, log } = parts;
  return {
    // A new database will lie in the data folder.
    inspect: (input) => importing.call('inspect', { ...input, database: current.path ?? home }),
    propose: (input) => importing.call('propose', input),
    start: (input) => {
      const database = current.require();
      refuseDemo(home, database);
      log.note({ action: 'import.start' });
      return Promise.resolve(
        databaseJobs.start({ database, kind: 'import', title: `Importing ${input.folder}` }, (call) =>
          importing.call('import', { ...input, database }, call),
        ),
      );
    },
    runs: () => reader.call('importRuns', { database: current.require(), input: null }),
    summary: (input) => reader.call('importSummary', { database: current.require(), input }),
    rejected: (input) => reader.call('rejectedRows', { database: current.require(), input }),
    rejectedCsv: (input) => reader.call('rejectedRowsCsv', { database: current.require(), input }),
  };
}
