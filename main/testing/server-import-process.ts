import { stdout } from 'node:process';
import type { ServerInput } from '../api/services.ts';
import { importServer } from '../records/importers/postgres/import-server.ts';

/** A process that imports from the server that `LACUNA_TEST_SERVER` says, and names each table once rows of it came. */
const [database = ''] = process.argv.slice(2);
const server = JSON.parse(process.env['LACUNA_TEST_SERVER'] ?? '{}') as ServerInput;
await importServer({
  server,
  database,
  onProgress: ({ file, rows }) => {
    if (rows > 0) stdout.write(`${file ?? ''}\n`);
  },
});
