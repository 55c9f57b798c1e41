import { worded } from '../../models/wording.ts';
import { LacunaError } from '../errors.ts';
import { announceWriter, describeWriters, hasOtherWriters } from '../records/writers.ts';
import { makeFolder } from '../system/make-folder.ts';
import { demoFolder } from './demo-folder.ts';

/**
 * Makes or deletes the demo while no other program does: each would take the files of the other away. Of two that begin
 * at once, one or both are refused.
 * @throws {LacunaError} `database_in_use` naming the other.
 */
export async function aloneWithDemo<T>(home: string, work: () => Promise<T>): Promise<T> {
  makeFolder(home);
  const folder = demoFolder(home);
  const leave = announceWriter(folder);
  try {
    if (hasOtherWriters(folder)) {
      throw new LacunaError(
        'database_in_use',
        worded`the database is being written by ${describeWriters(folder)}`,
        {
          file: folder,
        },
      );
    }
    return await work();
  } finally {
    leave();
  }
}
