import { readFileSync } from 'node:fs';
import { type Command, InvalidArgumentError, Option } from 'commander';
import { z } from 'zod';
import { SOURCES } from '../api/imports.ts';
import type { PatientChoice, ServerInput, SourceKind } from '../api/services.ts';
import { LacunaError } from '../errors.ts';
import { isServerAddress, parseServerAddress } from '../records/importers/postgres/server-address.ts';
import { pathName, wholeNumber } from './parse.ts';

/** As `--source` names a server, whose records are those of MIMIC-IV. */
export const SERVER = 'postgres';

export interface ServerFlags {
  readonly source?: SourceKind | typeof SERVER;
  readonly schemaPrefix?: string;
  readonly subjects?: string;
  readonly minimumAge?: number;
  readonly since?: string;
  readonly before?: string;
  readonly careunit?: readonly string[];
}

export function sourceOption(): Option {
  return new Option('--source <source>', 'what the place holds (default: guessed from its files)').choices([
    ...SOURCES,
    SERVER,
  ]);
}

/** Of what a folder holds; `postgres` is no kind of records. */
export function kindOf({ source }: ServerFlags): SourceKind | undefined {
  return source === SERVER ? undefined : source;
}

/** What is asked of a server: where its tables are, and whose records are read. */
export function withServer(command: Command): Command {
  return command
    .option(
      '--schema-prefix <prefix>',
      'of a server: what the names of its schemas begin with (default: mimiciv_)',
    )
    .option(
      '--subjects <file>',
      'of a server: only these patients; subject ids, one a line, or a query (.sql) whose column subject_id names them',
      pathName,
    )
    .option(
      '--minimum-age <years>',
      'of a server: only patients with an admission at this age',
      wholeNumber(0),
    )
    .option('--since <date>', 'of a server: only patients with an admission on this day or later', day)
    .option('--before <date>', 'of a server: only patients with an admission before this day', day)
    .option(
      '--careunit <words>',
      'of a server: only patients with an admission through a unit so called, repeatable',
      (words: string, before: readonly string[] | undefined) => [...(before ?? []), words],
    );
}

/**
 * The server that an import reads from; `null` where it reads a folder.
 * @throws {LacunaError} `usage` where the flags contradict the place.
 */
export function serverOf(place: string, flags: ServerFlags): ServerInput | null {
  const isServer = isServerAddress(place);
  const { source, schemaPrefix } = flags;
  if (!isServer && source === SERVER) parseServerAddress(place);
  const patients = choiceOf(flags);
  if (!isServer) {
    const chooses = Object.keys(patients).length > 0 || schemaPrefix !== undefined;
    if (!chooses) return null;
    throw new LacunaError('usage', 'patients can be chosen on a server only; a folder is read whole', {
      hint: 'leave --subjects, --minimum-age, --since, --before, --careunit and --schema-prefix out',
    });
  }
  if (source === 'eicu') {
    throw new LacunaError('usage', 'of a server only the tables of MIMIC-IV can be read', {
      hint: `say --source ${SERVER}`,
    });
  }
  return { address: place, patients, ...(schemaPrefix === undefined ? {} : { schemaPrefix }) };
}

function choiceOf({ subjects, minimumAge, since, before, careunit }: ServerFlags): PatientChoice {
  return {
    ...(subjects === undefined ? {} : subjectsOf(subjects)),
    ...(minimumAge === undefined ? {} : { minimumAge }),
    ...(since === undefined ? {} : { since }),
    ...(before === undefined ? {} : { before }),
    ...(careunit === undefined ? {} : { careUnits: [...careunit] }),
  };
}

function day(text: string): string {
  if (!z.iso.date().safeParse(text).success)
    throw new InvalidArgumentError('expected a day such as 2150-01-31.');
  return text;
}

/**
 * Reads a query, or a list of ids with or without a header.
 * @throws {LacunaError} `file_unreadable`, or `bad_number` with the line; the line itself is not repeated.
 */
function subjectsOf(file: string): Pick<PatientChoice, 'ids' | 'query'> {
  const text = readText(file);
  if (/\.sql$/i.test(file)) return { query: text };
  const ids = text.split(/\r?\n/).flatMap((line, index) => {
    const word = line.trim();
    if (word === '' || (index === 0 && word === 'subject_id')) return [];
    if (/^\d{1,15}$/.test(word)) return [Number(word)];
    throw new LacunaError('bad_number', 'the line is no subject id', {
      file,
      line: index + 1,
      hint: 'write one id a line; a query goes into a file whose name ends in .sql',
    });
  });
  return { ids };
}

function readText(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (cause) {
    throw new LacunaError('file_unreadable', 'the list of patients cannot be read', { file, cause });
  }
}
