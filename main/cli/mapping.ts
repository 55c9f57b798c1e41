import { writeFile } from 'node:fs/promises';
import { Command, Option } from 'commander';
import { PREVIEW_ROWS } from '../api/mapping-preview.ts';
import { previewMapping } from '../records/importers/mapped/preview-mapping.ts';
import { proposeMapping } from '../records/importers/mapped/proposal/propose-mapping.ts';
import { parseDraft, readMappingText } from '../records/importers/mapped/read-mapping.ts';
import { requireFreePlace } from '../system/output-place.ts';
import { writeWhole } from '../system/write-whole.ts';
import { pathName, previewRows } from './parse.ts';
import { previewLines } from './preview-lines.ts';
import { proposalLines } from './proposal-lines.ts';
import { runCommand, type CommandContext, type CommonFlags } from './run-command.ts';
import { sentence } from '../../models/wording.ts';

const MAPPING = sentence`the mapping`;

interface MappingFlags extends CommonFlags {
  readonly output?: string;
  readonly preview?: string;
  readonly rows: number;
}

export function mappingCommand(): Command {
  return new Command('mapping')
    .description('propose how your own tables could be read, or show the first rows as a mapping reads them')
    .argument('<folder>', 'folder of CSV, Parquet or Excel files', pathName)
    .option('--output <yaml>', 'write the mapping to this file, to look through and correct', pathName)
    .addOption(
      new Option('--preview <yaml>', 'show the first rows as this mapping reads them; imports nothing')
        .argParser(pathName)
        .conflicts('output'),
    )
    .option('--rows <n>', 'most rows of each table that are shown', previewRows, PREVIEW_ROWS)
    .action((folder: string, flags: MappingFlags) =>
      runCommand(flags, (context) =>
        flags.preview === undefined
          ? propose(folder, flags, context)
          : preview(folder, { mapping: flags.preview, rows: flags.rows }, context),
      ),
    );
}

async function preview(
  folder: string,
  { mapping, rows }: { readonly mapping: string; readonly rows: number },
  { terminal, signal }: CommandContext,
): Promise<void> {
  const draft = parseDraft(readMappingText(mapping), mapping);
  const found = await previewMapping(folder, draft, { rows, signal });
  terminal.result(found, () => previewLines(found));
}

async function propose(
  folder: string,
  { output }: MappingFlags,
  { terminal }: CommandContext,
): Promise<void> {
  if (output !== undefined) requireFreePlace(output, { what: MAPPING });
  const proposal = await proposeMapping(folder);
  if (output !== undefined) {
    await writeWhole(output, MAPPING, (staging) => writeFile(staging, proposal.yaml, { mode: 0o600 }));
  }
  terminal.result(proposal, () => proposalLines(proposal, output));
}
