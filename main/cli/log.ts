import { Command } from 'commander';
import { LacunaError } from '../errors.ts';
import { listAuditLog, verifyAuditLog } from '../records/audit-log.ts';
import { withReader } from './database.ts';
import { withDatabase, type DatabaseFlag } from './options.ts';
import { wholeNumber } from './parse.ts';
import { runCommand } from './run-command.ts';

interface ListFlags extends DatabaseFlag {
  readonly limit: number;
  readonly offset: number;
}

export function logCommand(): Command {
  return new Command('log').description('who did what, and when').addCommand(list()).addCommand(verify());
}

function list(): Command {
  const command = new Command('list')
    .description('entries, newest first')
    .option('--limit <n>', 'how many', wholeNumber(1), 100)
    .option('--offset <n>', 'how many to pass over', wholeNumber(0), 0);
  return withDatabase(command).action((flags: ListFlags) =>
    runCommand(flags, async ({ terminal }) => {
      const log = await withReader(flags.database, (db) => listAuditLog(db, flags));
      terminal.result(log, () =>
        log.rows.map(({ at, action, subject, model }) => [at, action, subject ?? '', model ?? ''].join('  ')),
      );
    }),
  );
}

function verify(): Command {
  const command = new Command('verify').description('check that no entry was changed or removed');
  return withDatabase(command).action((flags: DatabaseFlag) =>
    runCommand(flags, async ({ terminal }) => {
      const { file, ...outcome } = await withReader(flags.database, (db) => ({
        ...verifyAuditLog(db),
        file: db.name,
      }));
      terminal.result(outcome, () => [
        outcome.intact
          ? `intact: ${outcome.entries} entries`
          : `BROKEN at entry ${outcome.firstBroken ?? '?'} of ${outcome.entries}`,
      ]);
      if (outcome.intact) return;
      throw new LacunaError('database_damaged', 'an entry of the log was changed or removed', {
        file,
        hint: 'the entries from there on cannot be trusted: compare them with those of a backup',
      });
    }),
  );
}
