import { Command } from 'commander';
import type { SavedCohort } from '../api/services.ts';
import { cohortText } from '../cohort-files/cohort-file.ts';
import { deleteCohort, listSavedCohorts, savedCohort } from '../records/saved-cohorts.ts';
import { parseSavedName } from './cohort-choice.ts';
import { withReader, withWriter } from './database.ts';
import { withDatabase, type DatabaseFlag } from './options.ts';
import { runCommand } from './run-command.ts';

export function cohortsCommand(): Command {
  return new Command('cohorts')
    .description('cohorts saved by name')
    .addCommand(list())
    .addCommand(show())
    .addCommand(remove());
}

function list(): Command {
  return withDatabase(new Command('list').description('saved cohorts of this database')).action(
    (flags: DatabaseFlag) =>
      runCommand(flags, async ({ terminal }) => {
        const cohorts = await withReader(flags.database, (db) => listSavedCohorts(db));
        terminal.result({ cohorts }, () =>
          cohorts.length === 0 ? ['no cohort saved yet'] : cohorts.map(cohortLine),
        );
      }),
  );
}

function show(): Command {
  const command = new Command('show')
    .description('a saved cohort as the text of its file')
    .argument('<cohort>', 'its name, or name@version', parseSavedName);
  return withDatabase(command).action(
    ({ name, version }: ReturnType<typeof parseSavedName>, flags: DatabaseFlag) =>
      runCommand(flags, async ({ terminal }) => {
        const saved = await withReader(flags.database, (db) => savedCohort(db, name, version));
        terminal.result(saved, () => [cohortText(saved.spec).trimEnd()]);
      }),
  );
}

function remove(): Command {
  const command = new Command('delete')
    .description('delete a saved cohort that nothing was made with')
    .argument('<cohort>', 'its name, for all of its versions, or name@version', parseSavedName);
  return withDatabase(command).action(
    ({ name, version }: ReturnType<typeof parseSavedName>, flags: DatabaseFlag) =>
      runCommand(flags, async ({ terminal }) => {
        const outcome = await withWriter(flags.database, (db) => deleteCohort(db, name, version));
        terminal.result(outcome, () =>
          outcome.deleted.map((saved) => `deleted ${saved.name}@${saved.version}`),
        );
      }),
  );
}

function cohortLine({ name, version, spec, counts, createdAt, uses }: SavedCohort): string {
  const used = uses.length === 0 ? '' : `, used ${uses.length} time${uses.length === 1 ? '' : 's'}`;
  const left = counts.labelled + counts.unlabelled;
  return `${name}@${version}  ${spec.task}, ${left} encounters, ${counts.positives} positive, ${createdAt.slice(0, 10)}${used}`;
}
