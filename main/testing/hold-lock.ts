import { once } from 'node:events';
import { openDatabase } from '../records/database.ts';

/** A process that holds the write lock of a database until its input ends. */
process.title = 'lock-holder';
const db = openDatabase(process.argv[2] ?? '');
db.exec('BEGIN IMMEDIATE');
process.stdout.write('held\n');
process.stdin.resume();
await once(process.stdin, 'end');
db.exec('ROLLBACK');
db.close();
