import { Command, Option } from 'commander';
import type { ImportSummary } from '../api/services.ts';
import { refuseDemo } from '../demo/demo-folder.ts';
import { importFolder } from '../records/importers/import-folder.ts';
import { dataFolder } from '../system/data-folder.ts';
import { databasePath } from './database.ts';
import { withDatabase, type DatabaseFlag } from './options.ts';
import { pathName } from './parse.ts';
import { importLine } from './progress.ts';
import { runCommand } from './run-command.ts';

interface ImportFlags extends DatabaseFlag {
  readonly source: 'mimic-iv';
}

export function importCommand(): Command {
  const command = new Command('import')
    .description('read a folder of records into a database')
    .argument('<folder>', 'folder as published', pathName)
    .addOption(
      new Option('--source <source>', 'what the folder holds').choices(['mimic-iv']).default('mimic-iv'),
    );
  return withDatabase(command).action((folder: string, flags: ImportFlags) =>
    runCommand(flags, async ({ terminal, signal }) => {
      const database = databasePath(flags.database);
      refuseDemo(dataFolder(), database);
      const summary = await importFolder({
        folder,
        source: flags.source,
        database,
        signal,
        onProgress: (progress) => terminal.progress(importLine(progress)),
      });
      terminal.result(summary, () => summaryLines(summary));
    }),
  );
}

function summaryLines(summary: ImportSummary): string[] {
  return [
    `imported ${summary.source} ${summary.release ?? '(release unknown)'} in ${summary.seconds.toFixed(1)} s`,
    ...Object.entries(summary.imported).map(([table, rows]) => `${String(rows).padStart(11)}  ${table}`),
    ...summary.warnings.map(
      ({ file, count, message }) => `warning: ${file}: ${message} (${count} rows, kept)`,
    ),
    `${summary.rejected} rows rejected`,
    ...summary.errors
      .slice(0, 10)
      .map(({ file, line, code, reason }) => `  ${file}:${line}: ${reason} (${code})`),
  ];
}
