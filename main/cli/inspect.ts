import { Argument, Command, Option } from 'commander';
import type { Mapping } from '../api/mapping.ts';
import { inspectFolder } from '../records/importers/inspect-folder.ts';
import { readMapping } from '../records/importers/mapped/read-mapping.ts';
import { inspectServer } from '../records/importers/postgres/import-server.ts';
import { dataFolder } from '../system/data-folder.ts';
import { contacting } from './contact-server.ts';
import { inspectionLines } from './inspection-lines.ts';
import { withDatabase, type DatabaseFlag } from './options.ts';
import { pathName } from './parse.ts';
import { runCommand, type CommandContext } from './run-command.ts';
import { kindOf, type ServerFlags, serverOf, sourceOption, withServer } from './server-options.ts';

export interface InspectFlags extends DatabaseFlag, ServerFlags {
  readonly mapping?: string;
}

export function mappingOption(): Option {
  return new Option('--mapping <file>', 'how your own tables are read; lacuna mapping proposes it').argParser(
    pathName,
  );
}

export function mappingOf({ mapping }: InspectFlags): Mapping | undefined {
  return mapping === undefined ? undefined : readMapping(mapping);
}

/** Where records are: a folder or a server. */
export function placeArgument(): Argument {
  return new Argument('<place>', 'folder as published, or postgresql://user@host:5432/database').argParser(
    pathName,
  );
}

export function inspectCommand(): Command {
  const command = new Command('inspect')
    .description('say what an import of a folder or server would find, and import nothing')
    .addArgument(placeArgument())
    .addOption(sourceOption())
    .addOption(mappingOption());
  return withServer(withDatabase(command)).action((place: string, flags: InspectFlags) =>
    runCommand(flags, (context) => inspect(place, flags, context)),
  );
}

/** Looks into a folder or onto a server, and prints what an import would find there. */
export async function inspect(
  place: string,
  flags: InspectFlags,
  { terminal, signal }: CommandContext,
): Promise<void> {
  const server = serverOf(place, flags);
  const inspection =
    server === null
      ? await inspectFolder(place, kindOf(flags), flags.database, mappingOf(flags))
      : await contacting(server, 'inspection', (known) =>
          inspectServer(known, flags.database ?? dataFolder(), signal),
        );
  terminal.result(inspection, () => inspectionLines(inspection));
}
