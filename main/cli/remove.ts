import { Command } from 'commander';
import { databaseCounts } from '../records/sources.ts';
import { removeSource } from '../records/remove-source.ts';
import { withWriter } from './database.ts';
import { withDatabase, type DatabaseFlag } from './options.ts';
import { runCommand } from './run-command.ts';

interface RemoveFlags extends DatabaseFlag {
  readonly source: string;
}

export function removeCommand(): Command {
  const command = new Command('remove')
    .description('remove a source with all of its records; models and the log stay')
    .requiredOption('--source <name>', 'name of the source, as the database lists it');
  return withDatabase(command).action((flags: RemoveFlags) =>
    runCommand(flags, async ({ terminal }) => {
      const left = await withWriter(flags.database, (db) => {
        removeSource(db, flags.source);
        return databaseCounts(db);
      });
      terminal.result({ removed: flags.source, ...left }, () => [
        `removed ${flags.source}; ${left.patients} patients and ${left.encounters} admissions are left`,
      ]);
    }),
  );
}
