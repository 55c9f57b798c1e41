import { existsSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { Command, Option } from 'commander';
import { SOURCES } from '../api/imports.ts';
import type { ImportSummary, SourceKind } from '../api/services.ts';
import { refuseDemo } from '../demo/demo-folder.ts';
import { LacunaError } from '../errors.ts';
import { importFolder } from '../records/importers/import-folder.ts';
import { inspectFolder } from '../records/importers/inspect-folder.ts';
import { rejectedRowsCsv } from '../records/rejected-rows.ts';
import { dataFolder } from '../system/data-folder.ts';
import { writeWhole } from '../system/write-whole.ts';
import { databasePath, withReader } from './database.ts';
import { foundLines, inspectionLines } from './inspection-lines.ts';
import { withDatabase, type DatabaseFlag } from './options.ts';
import { pathName } from './parse.ts';
import { importLine } from './progress.ts';
import { runCommand, type CommandContext } from './run-command.ts';

interface ImportFlags extends DatabaseFlag {
  readonly source?: SourceKind;
  readonly inspect?: boolean;
  readonly rejected?: string;
}

export function importCommand(): Command {
  const command = new Command('import')
    .description('read a folder of records into a database')
    .argument('<folder>', 'folder as published', pathName)
    .addOption(
      new Option('--source <source>', 'what the folder holds (default: guessed from its files)').choices(
        SOURCES,
      ),
    );
  command
    .option('--inspect', 'say what an import would find, and import nothing')
    .option(
      '--rejected <csv>',
      'write where and why rows were rejected, all of them, to this file',
      pathName,
    );
  return withDatabase(command).action((folder: string, flags: ImportFlags) =>
    runCommand(flags, (context) =>
      flags.inspect === true ? inspect(folder, flags, context) : importRecords(folder, flags, context),
    ),
  );
}

async function inspect(folder: string, flags: ImportFlags, { terminal }: CommandContext): Promise<void> {
  const inspection = await inspectFolder(folder, flags.source, flags.database);
  terminal.result(inspection, () => inspectionLines(inspection));
}

async function importRecords(
  folder: string,
  flags: ImportFlags,
  { terminal, signal }: CommandContext,
): Promise<void> {
  const database = databasePath(flags.database);
  refuseDemo(dataFolder(), database);
  const { rejected } = flags;
  if (rejected !== undefined) requireFreeFile(rejected);
  const summary = await importFolder({
    folder,
    source: flags.source,
    database,
    signal,
    onInspected: (inspection) => foundLines(inspection).forEach((line) => terminal.note(line)),
    onProgress: (progress) => terminal.progress(importLine(progress)),
  });
  if (rejected !== undefined) await writeRejected(rejected, database, summary.run);
  terminal.result(summary, () => summaryLines(summary));
}

/** @throws {LacunaError} `output_unwritable`: nothing is ever written over. */
function requireFreeFile(file: string): void {
  if (!existsSync(file)) return;
  throw new LacunaError('output_unwritable', 'there is something at the output path already', {
    file,
    hint: 'choose another path, or delete it first; nothing was imported',
  });
}

async function writeRejected(file: string, database: string, run: string): Promise<void> {
  const csv = await withReader(database, (db) => rejectedRowsCsv(db, run));
  await writeWhole(file, 'the list of rejected rows', (staging) => writeFile(staging, csv, { mode: 0o600 }));
}

/** Rejected rows that people are told one by one. */
const NAMED = 10;

function summaryLines(summary: ImportSummary): string[] {
  return [
    `imported ${summary.source} ${summary.release ?? '(release unknown)'} in ${summary.seconds.toFixed(1)} s`,
    ...Object.entries(summary.imported).map(([table, rows]) => `${String(rows).padStart(11)}  ${table}`),
    ...summary.warnings.map(({ file, count, message }) => `warning: ${file}: ${message} (${count})`),
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
