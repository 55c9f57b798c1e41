import { readFileSync, statSync } from 'node:fs';
import { isMap, isPair, LineCounter, parseDocument, stringify, type Document } from 'yaml';
import { z } from 'zod';
import { cohortSpec, type CohortSpec } from '../api/common.ts';
import { type ErrorDetails, LacunaError } from '../errors.ts';
import { namesAt } from './known-names.ts';

/** A cohort as people write it to a file: a `CohortSpec`, and for editors the schema that it follows. */
export const cohortFile = cohortSpec.omit({ saved: true }).extend({ $schema: z.string().optional() });

const MAX_BYTES = 1_000_000;
/** YAML reads 428.0 as a number, and 5E1 as well. */
const NUMBER_HINT = 'a code or name that looks like a number is written in quotes, e.g. "428.0"';
const EXTENSION = /\.(ya?ml|json)$/i;

/** Whether a word is meant as the path of a cohort file. */
export function isCohortFile(word: string): boolean {
  return EXTENSION.test(word);
}

/**
 * Reads a cohort from a YAML or JSON file.
 * @throws {LacunaError} `file_unreadable`, `wrong_encoding`; `bad_configuration` with line and column of the first key
 * that is wrong.
 */
export function readCohortFile(file: string): CohortSpec {
  return parseCohort(textOf(file), file);
}

/** A cohort as the text of a YAML file, which reads back as the same. */
export function cohortText({ saved: _, ...spec }: CohortSpec): string {
  return stringify(spec, { lineWidth: 0 });
}

/**
 * Reads a cohort from the text of a YAML file; JSON is YAML too.
 * @param file named in errors.
 * @throws {LacunaError} `bad_configuration`.
 */
export function parseCohort(text: string, file: string): CohortSpec {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false });
  const [fault] = [...document.errors, ...document.warnings];
  if (fault !== undefined) {
    const message = fault.code === 'MULTIPLE_DOCS' ? 'the file holds more than one document' : fault.message;
    throw bad(message, { file, ...placeOf(lines, fault.pos[0]) });
  }
  const parsed = cohortFile.safeParse(contentOf(document, file));
  if (parsed.success) {
    const { $schema: _, ...spec } = parsed.data;
    return spec;
  }
  const [issue] = parsed.error.issues;
  if (issue === undefined) throw new RangeError('a failed parse has an issue');
  throw refusal(issue, { document, lines, file });
}

function textOf(file: string): string {
  try {
    if (statSync(file).size > MAX_BYTES)
      throw bad('the file is larger than a cohort can be', { file, hint: 'name the file of a cohort' });
    return new TextDecoder('utf-8', { fatal: true }).decode(readFileSync(file));
  } catch (cause) {
    if (cause instanceof LacunaError) throw cause;
    if (cause instanceof TypeError) {
      throw new LacunaError('wrong_encoding', 'the file is not UTF-8 text', { file, cause });
    }
    throw new LacunaError('file_unreadable', 'the file of the cohort cannot be read', { file, cause });
  }
}

/** Plain values; a reference that leads nowhere or grows without end is refused. */
function contentOf(document: Document, file: string): unknown {
  try {
    return document.toJS();
  } catch (cause) {
    throw bad('a reference of the file cannot be followed', { file, cause });
  }
}

interface Source {
  readonly document: Document;
  readonly lines: LineCounter;
  readonly file: string;
}

/** What is wrong with the content, at the key where it is. */
function refusal(issue: z.core.$ZodIssue, { document, lines, file }: Source): LacunaError {
  const path = issue.path.filter((step) => typeof step !== 'symbol');
  const unknown = issue.code === 'unrecognized_keys' ? issue.keys[0] : undefined;
  const where = unknown === undefined ? path : [...path, unknown];
  const place = { file, ...placeOf(lines, offsetOf(document, where)) };
  const name = where.join('.');
  if (unknown !== undefined)
    return bad(`${name} is not known here`, { ...place, hint: `known are ${namesAt(path).join(', ')}` });
  if (path.length === 0)
    return bad('the file holds no cohort', { ...place, hint: 'begin it with "task: ..."' });
  const message = issue.message.replace(/^Invalid (input|option): /, '');
  const mayBeNumber =
    issue.code === 'invalid_union' || (issue.code === 'invalid_type' && issue.expected === 'string');
  return bad(`${name}: ${message}`, { ...place, ...(mayBeNumber ? { hint: NUMBER_HINT } : {}) });
}

/** Where the key of a path stands in the text; the nearest one around it where it is not there itself. */
function offsetOf(document: Document, path: readonly (string | number)[]): number {
  for (let length = path.length; length > 0; length -= 1) {
    const around = length === 1 ? document.contents : document.getIn(path.slice(0, length - 1), true);
    const last = path[length - 1];
    const pair = isMap(around)
      ? around.items.find((item) => isPair(item) && keyOf(item.key) === String(last))
      : undefined;
    const node = pair?.key ?? document.getIn(path.slice(0, length), true);
    const range = rangeOf(node);
    if (range !== undefined) return range;
  }
  return 0;
}

function keyOf(key: unknown): string {
  return String((key as { value?: unknown }).value ?? key);
}

function rangeOf(node: unknown): number | undefined {
  return (node as { range?: readonly number[] | null } | undefined)?.range?.[0];
}

function placeOf(lines: LineCounter, offset: number): { line: number; column: string } {
  const { line, col } = lines.linePos(offset);
  return { line, column: String(col) };
}

function bad(message: string, details: ErrorDetails): LacunaError {
  return new LacunaError('bad_configuration', message, {
    hint: 'lacuna cohort --schema prints the form of the file',
    ...details,
  });
}
