import { writeFile } from 'node:fs/promises';
import { Command } from 'commander';
import type { ImportSummary } from '../api/services.ts';
import { refuseDemo } from '../demo/demo-folder.ts';
import { importFolder, type ImportOptions } from '../records/importers/import-folder.ts';
import { importServer } from '../records/importers/postgres/import-server.ts';
import { rejectedRowsCsv } from '../records/rejected-rows.ts';
import { dataFolder } from '../system/data-folder.ts';
import { requireFreePlace } from '../system/output-place.ts';
import { writeWhole } from '../system/write-whole.ts';
import { contacting } from './contact-server.ts';
import { databasePath, withReader } from './database.ts';
import { inspect, type InspectFlags, mappingOf, mappingOption, placeArgument } from './inspect.ts';
import { foundLines } from './inspection-lines.ts';
import { withDatabase } from './options.ts';
import { pathName } from './parse.ts';
import { importLine } from './progress.ts';
import { runCommand, type CommandContext } from './run-command.ts';
import { kindOf, serverOf, sourceOption, withServer } from './server-options.ts';
import { sentence } from '../../models/wording.ts';

const REJECTED_ROWS = sentence`the list of rejected rows`;

interface ImportFlags extends InspectFlags {
  readonly inspect?: boolean;
  readonly rejected?: string;
}

export function importCommand(): Command {
  const command = new Command('import')
    .description('read a folder of records, or the tables of a PostgreSQL server, into a database')
    .addArgument(placeArgument())
    .addOption(sourceOption());
  command
    .addOption(mappingOption())
    .option('--inspect', 'say what an import would find, and import nothing')
    .option(
      '--rejected <csv>',
      'write where and why rows were rejected, all of them, to this file',
      pathName,
    );
  return withServer(withDatabase(command)).action((place: string, flags: ImportFlags) =>
    runCommand(flags, (context) =>
      flags.inspect === true ? inspect(place, flags, context) : importRecords(place, flags, context),
    ),
  );
}

async function importRecords(
  place: string,
  flags: ImportFlags,
  { terminal, signal }: CommandContext,
): Promise<void> {
  const database = databasePath(flags.database);
  refuseDemo(dataFolder(), database);
  const { rejected } = flags;
  if (rejected !== undefined) requireFreePlace(rejected, { what: REJECTED_ROWS });
  const mapping = mappingOf(flags);
  const server = serverOf(place, flags);
  const options: ImportOptions = {
    database,
    signal,
    onInspected: (inspection) => foundLines(inspection).forEach((line) => terminal.note(line)),
    onProgress: (progress) => terminal.progress(importLine(progress)),
  };
  const summary =
    server === null
      ? await importFolder({ folder: place, source: kindOf(flags), mapping, ...options })
      : await contacting(server, 'import', (known) => importServer({ server: known, ...options }));
  if (rejected !== undefined) await writeRejected(rejected, database, summary.run);
  terminal.result(summary, () => summaryLines(summary));
}

async function writeRejected(file: string, database: string, run: string): Promise<void> {
  const csv = await withReader(database, (db) => rejectedRowsCsv(db, run));
  await writeWhole(file, REJECTED_ROWS, (staging) => writeFile(staging, csv, { mode: 0o600 }));
}

/** Rejected rows that people are told one by one. */
const NAMED = 10;

function summaryLines(summary: ImportSummary): string[] {
  return [
    `imported ${summary.source} ${summary.release ?? '(release unknown)'} in ${summary.seconds.toFixed(1)} s`,
    ...(summary.server === null ? [] : [`from the server ${summary.server.address}`]),
    ...Object.entries(summary.imported).map(([table, rows]) => `${String(rows).padStart(11)}  ${table}`),
    ...summary.warnings.map(
      ({ code, file, count, message }) =>
        `warning: ${file}: ${message} (${count}${code === 'row_shortfall' ? ' rows missing' : ''})`,
    ),
    `${summary.rejected} ${summary.rejected === 1 ? 'row' : 'rows'} rejected`,
    ...summary.errors
      .slice(0, NAMED)
      .map(
        ({ file, line, column, code, reason }) =>
          `  ${file}:${line}${column === null ? '' : `, column ${column}`}: ${reason} (${code})`,
      ),
    ...(summary.rejected > NAMED ? ['  and more: --rejected <csv> lists all of them'] : []),
  ];
}
