import { Command, Option } from 'commander';
import { appendAuditLog } from '../records/audit-log.ts';
import {
  EXPORT,
  EXPORT_FORMATS,
  exportCohort,
  type ExportFormat,
  type ExportSummary,
} from '../records/exports/export-cohort.ts';
import { requireFreePlace } from '../system/output-place.ts';
import { namedCohort, type NamedCohortWords, withNamedCohort } from './cohort-choice.ts';
import { requireWritableDatabase, withReader, withWriter } from './database.ts';
import { withDatabase } from './options.ts';
import { pathName } from './parse.ts';
import { runCommand, type CommandContext } from './run-command.ts';

interface ExportFlags extends NamedCohortWords {
  readonly format: ExportFormat;
  readonly output: string;
  readonly identified?: boolean;
  readonly salt?: string;
}

export function exportCommand(): Command {
  const command = new Command('export').description(
    'write what models may know of a cohort to files, without ids, dates and texts',
  );
  withNamedCohort(withDatabase(command))
    .addOption(
      new Option('--format <format>', 'tables, or the Medical Event Data Standard')
        .choices(EXPORT_FORMATS)
        .default('parquet'),
    )
    .requiredOption('--output <folder>', 'folder to be made', pathName)
    .option(
      '--identified',
      'keep the ids and times of the source: a working file, to be guarded as the source is',
    )
    .option('--salt <text>', 'give the same pseudonyms as another export with this salt (default: new ones)');
  return command.action((flags: ExportFlags) => runCommand(flags, (context) => run(flags, context)));
}

async function run(flags: ExportFlags, { terminal, signal }: CommandContext): Promise<void> {
  const { output, format, identified = false, salt, ...words } = flags;
  requireFreePlace(output, { what: EXPORT, makesFolders: true });
  const spec = await namedCohort(words);
  await requireWritableDatabase(flags.database);
  const summary = await withReader(flags.database, (db) =>
    exportCohort(db, spec, {
      output,
      format,
      identified,
      salt,
      signal,
      onProgress: (done, total) => terminal.progress(`exported ${done} of ${total} encounters`),
    }),
  );
  const action = identified ? 'cohort.export.identified' : 'cohort.export';
  await withWriter(flags.database, (db) => appendAuditLog(db, { action, subject: spec.task }));
  if (identified)
    terminal.note(`${output} holds the ids and times of the source: guard it as the source itself.`);
  terminal.result(summary, () => summaryLines(summary));
}

function summaryLines({ output, stays, subjects, files }: ExportSummary): string[] {
  return [
    `${stays} stays of ${subjects} people written to ${output}`,
    ...Object.entries(files).map(([file, rows]) => `${String(rows).padStart(11)}  ${file}`),
  ];
}
