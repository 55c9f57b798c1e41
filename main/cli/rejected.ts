import { createWriteStream } from 'node:fs';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { Command } from 'commander';
import {
  type FoundRejections,
  rejectedCsvLines,
  type RejectedFilter,
  searchRejected,
} from '../records/search-rejected.ts';
import { requireFreePlace } from '../system/output-place.ts';
import { writeWhole } from '../system/write-whole.ts';
import { withReader } from './database.ts';
import { withDatabase, type DatabaseFlag } from './options.ts';
import { pathName, reasonCode, wholeNumber } from './parse.ts';
import { runCommand, type CommandContext } from './run-command.ts';
import { sentence } from '../../models/wording.ts';

const REJECTED_ROWS = sentence`the list of rejected rows`;

interface RejectedFlags extends DatabaseFlag, RejectedFilter {
  readonly limit: number;
  readonly offset: number;
  readonly csv?: string;
}

export function rejectedCommand(): Command {
  const command = new Command('rejected')
    .description('rows that imports rejected: where and why, never the row itself')
    .option('--source <name>', 'only of this source, or of its kind')
    .option('--run <id>', 'only of this import')
    .option('--file <file>', 'only of this file, as the source names it')
    .option('--code <code>', 'only for this reason', reasonCode)
    .option('--limit <n>', 'how many are listed', wholeNumber(1), 100)
    .option('--offset <n>', 'how many to pass over', wholeNumber(0), 0)
    .option('--csv <file>', 'write all of them to this file instead', pathName);
  return withDatabase(command).action((flags: RejectedFlags) =>
    runCommand(flags, (context) =>
      flags.csv === undefined ? list(flags, context) : writeCsv(flags, flags.csv, context),
    ),
  );
}

async function list(flags: RejectedFlags, { terminal }: CommandContext): Promise<void> {
  const found = await withReader(flags.database, (db) => searchRejected(db, flags, flags));
  terminal.result(found, () => rejectedLines(found));
}

async function writeCsv(flags: RejectedFlags, csv: string, { terminal }: CommandContext): Promise<void> {
  requireFreePlace(csv, { what: REJECTED_ROWS });
  const total = await withReader(flags.database, async (db) => {
    const lines = Readable.from(rejectedCsvLines(db, flags));
    await writeWhole(csv, REJECTED_ROWS, (staging) =>
      pipeline(lines, createWriteStream(staging, { mode: 0o600 })),
    );
    return searchRejected(db, flags, { offset: 0, limit: 1 }).total;
  });
  terminal.result({ total, csv }, () => [`${total} rejected rows written to ${csv}`]);
}

function rejectedLines({ total, byReason, rows }: FoundRejections): string[] {
  return [
    `${total} ${total === 1 ? 'row' : 'rows'} rejected`,
    ...byReason.map(
      ({ source, file, code, count }) => `${String(count).padStart(9)}  ${source} ${file}: ${code}`,
    ),
    ...(rows.length === 0 ? [] : ['']),
    ...rows.map(
      ({ file, line, column, code, reason }) =>
        `${file}:${line}${column === null ? '' : `, column ${column}`}: ${reason} (${code})`,
    ),
    ...(rows.length < total ? [`... ${total - rows.length} more: --limit, --offset, or --csv <file>`] : []),
  ];
}
