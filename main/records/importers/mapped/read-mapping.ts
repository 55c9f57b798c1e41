import { stringify } from 'yaml';
import type { z } from 'zod';
import {
  mappedTable,
  type MappedTable,
  mapping as mappingSchema,
  type Mapping,
} from '../../../api/mapping.ts';
import { LacunaError } from '../../../errors.ts';
import { readYamlText, YamlFile, type YamlPath } from '../../../yaml/yaml-file.ts';
import { checkMapping, type MappingFault, tableFaults } from './check-mapping.ts';
import { type Said, sentence, worded } from '../../../../models/wording.ts';

const LIMITS = { what: sentence`mapping`, bytes: 1e6, code: 'bad_mapping' } as const;
const HINT = 'the documentation of mappings shows the form; one takes a few kB';

/**
 * Reads a mapping from a file in YAML or JSON.
 * @throws {LacunaError} `file_unreadable`, `wrong_encoding`; `bad_mapping` with the place and the name of what is wrong.
 */
export function readMapping(file: string): Mapping {
  return parseMapping(readMappingText(file), file);
}

/** @throws {LacunaError} `file_unreadable`, `wrong_encoding`; `bad_mapping` for a file too large to be one. */
export function readMappingText(file: string): string {
  return readYamlText(file, LIMITS);
}

/** @param file name used in messages. @throws {LacunaError} `bad_mapping`. */
export function parseMapping(text: string, file: string): Mapping {
  const source = opened(text, file);
  const parsed = mappingSchema.safeParse(source.content);
  const [fault] = parsed.success ? checkMapping(parsed.data) : parsed.error.issues.map(faultOf);
  if (fault === undefined && parsed.success) return parsed.data;
  if (fault === undefined) throw new RangeError('a mapping failed without a reason');
  throw asError(fault, source);
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
  const source = opened(text, file);
  const parsed = mappingSchema.safeParse(source.content);
  const tables = tablesIn(source.content).map((table) => mappedTable.safeParse(table).data ?? null);
  const faults = parsed.success
    ? checkMapping(parsed.data)
    : [
        ...parsed.error.issues.map(faultOf),
        ...tables.flatMap((table, index) => (table === null ? [] : tableFaults(table, index))),
      ];
  return { tables, faults: faults.map((fault) => ({ ...fault, line: source.placeOf(fault.path).line })) };
}

function tablesIn(value: unknown): readonly unknown[] {
  const tables = typeof value === 'object' && value !== null && 'tables' in value ? value.tables : [];
  return Array.isArray(tables) ? tables : [];
}

/** @throws {LacunaError} `bad_mapping` for a text that is no YAML, or too long. */
function opened(text: string, file: string): YamlFile {
  if (text.length > LIMITS.bytes) {
    throw new LacunaError(LIMITS.code, 'the mapping is too long', { file, hint: HINT });
  }
  return YamlFile.parse(text, { file, code: LIMITS.code, hint: HINT });
}

/** @throws {LacunaError} `bad_mapping` for a mapping that was not read from a file. */
export function requireSound(mapping: Mapping): void {
  const [fault] = checkMapping(mapping);
  if (fault === undefined) return;
  throw new LacunaError('bad_mapping', at(fault), { hint: fault.hint });
}

/** A mapping as YAML; `parseMapping` of it gives the same mapping. */
export function writeMapping(mapping: Mapping): string {
  return stringify(mapping, { lineWidth: 0 });
}

function faultOf(issue: z.core.$ZodIssue): MappingFault {
  const deepest = deepestOf(issue);
  const path = deepest.path.filter((key) => typeof key !== 'symbol');
  if (deepest.code === 'unrecognized_keys') {
    const [key = ''] = deepest.keys;
    return {
      path: [...path, key],
      message: worded`${key} means nothing here`,
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

function asError({ path, message, hint }: MappingFault, source: YamlFile): LacunaError {
  const place = { file: source.file, ...source.placeOf(path) };
  return new LacunaError('bad_mapping', at({ message, path }), { ...place, hint });
}

/** A fault and where it is; the mapping as a whole has no name. */
function at({ message, path }: Pick<MappingFault, 'message' | 'path'>): Said {
  const { form, values } = typeof message === 'string' ? { form: message, values: [] } : message;
  return { form: `${form} ({${values.length}})`, values: [...values, nameOf(path)] };
}

function nameOf(path: YamlPath): string {
  return path.length === 0 ? 'the mapping' : path.map(String).join('.');
}
