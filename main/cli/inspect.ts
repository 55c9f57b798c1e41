import { Command } from 'commander';
import type { SourceKind } from '../api/services.ts';
import { inspectFolder } from '../records/importers/inspect-folder.ts';
import { inspectionLines } from './inspection-lines.ts';
import { sourceOption, withDatabase, type DatabaseFlag } from './options.ts';
import { pathName } from './parse.ts';
import { runCommand, type CommandContext } from './run-command.ts';

export interface InspectFlags extends DatabaseFlag {
  readonly source?: SourceKind;
}

export function inspectCommand(): Command {
  const command = new Command('inspect')
    .description('say what an import of a folder would find, and import nothing')
    .argument('<folder>', 'folder as published', pathName)
    .addOption(sourceOption());
  return withDatabase(command).action((folder: string, flags: InspectFlags) =>
    runCommand(flags, (context) => inspect(folder, flags, context)),
  );
}

/** Looks into a folder and prints what an import would find there. */
export async function inspect(
  folder: string,
  { source, database }: InspectFlags,
  { terminal }: CommandContext,
): Promise<void> {
  const inspection = await inspectFolder(folder, source, database);
  terminal.result(inspection, () => inspectionLines(inspection));
}
