import { stdout } from 'node:process';
import { openDatabase } from '../records/database.ts';
import { importFolder } from '../records/importers/import-folder.ts';
import { readMapping } from '../records/importers/mapped/read-mapping.ts';
import { recordsHash } from '../records/records-hash.ts';

/** A process that imports a folder: it says `ready` first, and the hash of the records when it is done. */
const [folder = '', database = '', mapping] = process.argv.slice(2);
stdout.write('ready\n');
await importFolder({
  folder,
  database,
  ...(mapping === undefined ? {} : { mapping: readMapping(mapping) }),
});
const db = openDatabase(database, { readOnly: true });
stdout.write(`${recordsHash(db)}\n`);
db.close();
