import { stdout } from 'node:process';
import { openDatabase } from '../records/database.ts';
import { importFolder } from '../records/importers/import-folder.ts';
import { recordsHash } from '../records/records-hash.ts';

/** A process that imports a folder: it says `ready` first, and the hash of the records when it is done. */
const [folder = '', database = ''] = process.argv.slice(2);
stdout.write('ready\n');
await importFolder({ folder, database });
const db = openDatabase(database, { readOnly: true });
stdout.write(`${recordsHash(db)}\n`);
db.close();
