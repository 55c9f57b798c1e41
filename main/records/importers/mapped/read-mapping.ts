import { readFile } from 'node:fs/promises';
import { type Document, LineCounter, parseDocument, stringify } from 'yaml';
import type { z } from 'zod';
import {
  mappedTable,
  type MappedTable,
  mapping as mappingSchema,
  type Mapping,
} from '../../../api/mapping.ts';
import { LacunaError } from '../../../errors.ts';
import { checkMapping, type MappingFault, tableFaults } from './check-mapping.ts';

const LARGEST_BYTES = 1e6;

/**
 * Reads a mapping from a file in YAML or JSON.
 * @throws {LacunaError} `file_unreadable`; `bad_mapping` with the line and the name of what is wrong.
 */
export async function readMapping(file: string): Promise<Mapping> {
  return parseMapping(await readMappingText(file), file);
}

/** @throws {LacunaError} `file_unreadable`. */
export async function readMappingText(file: string): Promise<string> {
  try {
    return await readFile(file, 'utf8');
  } catch (cause) {
    throw new LacunaError('file_unreadable', 'the mapping cannot be read', {
      file,
      cause,
      hint: 'check that the file is there and that you may read it',
    });
  }
}

/** @param file name used in messages. @throws {LacunaError} `bad_mapping`. */
export function parseMapping(text: string, file: string): Mapping {
  const place = opened(text, file);
  const parsed = mappingSchema.safeParse(documentValue(place.document, file));
  const [fault] = parsed.success ? checkMapping(parsed.data) : parsed.error.issues.map(faultOf);
  if (fault === undefined && parsed.success) return parsed.data;
  if (fault === undefined) throw new RangeError('a mapping failed without a reason');
  throw asError(fault, place);
}

/** A mapping that may still lack what an import needs. */
export interface MappingDraft {
  /** In the order of the file; `null`: one that has not the form of a table yet. */
  readonly tables: readonly (MappedTable | null)[];
  /** Why nothing can be imported by it yet. */
  readonly faults: readonly PlacedFault[];
}

export interface PlacedFault extends MappingFault {
  /** Where its keys stand, or the nearest of them. */
  readonly line: number;
}

/**
 * Reads a mapping as far as it goes: what is wrong with one table says nothing of the others.
 * @param file name used in messages.
 * @throws {LacunaError} `bad_mapping` for a text that is no YAML.
 */
export function parseDraft(text: string, file: string): MappingDraft {
  const place = opened(text, file);
  const value = documentValue(place.document, file);
  const parsed = mappingSchema.safeParse(value);
  const tables = tablesIn(value).map((table) => mappedTable.safeParse(table).data ?? null);
  const faults = parsed.success
    ? checkMapping(parsed.data)
    : [
        ...parsed.error.issues.map(faultOf),
        ...tables.flatMap((table, index) => (table === null ? [] : tableFaults(table, index))),
      ];
  return { tables, faults: faults.map((fault) => ({ ...fault, line: positionOf(fault.path, place).line })) };
}

function tablesIn(value: unknown): readonly unknown[] {
  const tables = typeof value === 'object' && value !== null && 'tables' in value ? value.tables : [];
  return Array.isArray(tables) ? tables : [];
}

/** @throws {LacunaError} `bad_mapping` for a text that is no YAML. */
function opened(text: string, file: string): Place {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false });
  const [syntax] = document.errors;
  if (text.length > LARGEST_BYTES || syntax !== undefined) {
    const at = syntax === undefined ? { line: 1, col: 1 } : lines.linePos(syntax.pos[0]);
    throw new LacunaError(
      'bad_mapping',
      syntax === undefined ? 'the mapping is too long' : 'the mapping is no YAML',
      {
        file,
        line: at.line,
        cause: syntax,
        hint: `look at letter ${at.col} of the line: ${syntax?.message.split('\n', 1)[0] ?? 'a mapping takes a few kB'}`,
      },
    );
  }
  return { document, lines, file };
}

/** @throws {LacunaError} `bad_mapping` for a mapping that was not read from a file. */
export function requireSound(mapping: Mapping): void {
  const [fault] = checkMapping(mapping);
  if (fault === undefined) return;
  throw new LacunaError('bad_mapping', `${fault.message} (${placeOf(fault.path)})`, { hint: fault.hint });
}

/** A mapping as YAML; `parseMapping` of it gives the same mapping. */
export function writeMapping(mapping: Mapping): string {
  return stringify(mapping, { lineWidth: 0 });
}

function documentValue(document: Document, file: string): unknown {
  try {
    return document.toJS({ maxAliasCount: 100 });
  } catch (cause) {
    throw new LacunaError('bad_mapping', 'the mapping refers to itself too often', { file, line: 1, cause });
  }
}

function faultOf(issue: z.core.$ZodIssue): MappingFault {
  const deepest = deepestOf(issue);
  const path = deepest.path.filter((key) => typeof key !== 'symbol');
  if (deepest.code === 'unrecognized_keys') {
    const [key = ''] = deepest.keys;
    return {
      path: [...path, key],
      message: `${key} means nothing here`,
      hint: 'correct the name, or leave it out; the documentation of mappings lists the names',
    };
  }
  return {
    path,
    message: deepest.message.replace(/^Invalid/, 'invalid'),
    hint: 'the documentation of mappings says what may stand here',
  };
}

/** Of the ways in which a choice of forms failed, the one that came furthest. */
function deepestOf(issue: z.core.$ZodIssue): z.core.$ZodIssue {
  if (issue.code !== 'invalid_union') return issue;
  const inner = issue.errors
    .flat()
    .map((each) => deepestOf({ ...each, path: [...issue.path, ...each.path] }));
  return inner.reduce<z.core.$ZodIssue>(
    (best, each) => (each.path.length > best.path.length || each.code === 'unrecognized_keys' ? each : best),
    issue,
  );
}

interface Place {
  readonly document: Document;
  readonly lines: LineCounter;
  readonly file: string;
}

function asError(fault: MappingFault, place: Place): LacunaError {
  const { path, message, hint } = fault;
  const { line, col } = positionOf(path, place);
  return new LacunaError('bad_mapping', `${message} (${placeOf(path)})`, {
    file: place.file,
    line,
    hint: `${hint} (letter ${col} of the line)`,
  });
}

/** Where keys stand, or the nearest of them. */
function positionOf(
  path: readonly (string | number)[],
  { document, lines }: Place,
): { readonly line: number; readonly col: number } {
  for (let length = path.length; length >= 0; length -= 1) {
    const node = document.getIn(path.slice(0, length), true) as
      { range?: readonly number[] | null } | undefined;
    const start = node?.range?.[0];
    if (start !== undefined) return lines.linePos(start);
  }
  return { line: 1, col: 1 };
}

function placeOf(path: readonly (string | number)[]): string {
  return path.length === 0 ? 'the mapping' : path.map(String).join('.');
}
