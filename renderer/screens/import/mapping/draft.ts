import { isCollection, parseDocument } from 'yaml';
import type { MappedRole } from '../../../../main/api/mapping.ts';
import { ROLES } from './fields.ts';

/** Words of a column for each meaning. */
export type Words = Readonly<Record<string, readonly string[]>>;

/** A column as a mapping names it, or a text that holds in every row. */
export type Reference =
  | string
  | { readonly column: string; readonly dates?: string; readonly decimal?: string; readonly words?: Words }
  | { readonly always: string };

export interface Measurement {
  readonly column: string;
  readonly name?: string;
  readonly code?: string;
  readonly system?: string;
  readonly unit?: string;
}

/** A table of a mapping, as far as it can be chosen: what else it lacks is said by the host. */
export interface DraftTable {
  readonly role: MappedRole;
  readonly files: string;
  readonly sheet?: string;
  readonly delimiter?: string;
  readonly encoding?: string;
  readonly decimal?: string;
  readonly dates?: string;
  readonly missing?: readonly string[];
  readonly columns: Readonly<Record<string, Reference | readonly string[]>>;
  readonly measurements?: readonly Measurement[];
  readonly knownFrom?: string;
  readonly nonNumbers?: string;
}

export interface Draft {
  readonly name?: string;
  readonly deathsKnownUntil?: string;
  readonly tables: readonly DraftTable[];
}

type Values = Readonly<Record<string, unknown>>;

/** Reads the text of a mapping; `null` where its form is not that of one, so that nothing in it could be chosen. */
export function readDraft(text: string): Draft | null {
  const value = valueOf(text);
  const isSound =
    isValues(value) &&
    isOptional(value, ['name', 'deathsKnownUntil'], isText) &&
    (value.tables === null || isListOf(value.tables, isTable));
  return isSound ? { ...(value as unknown as Draft), tables: (value.tables ?? []) as DraftTable[] } : null;
}

function valueOf(text: string): unknown {
  const document = parseDocument(text, { prettyErrors: false });
  if (document.errors.length > 0) return undefined;
  try {
    return document.toJS({ maxAliasCount: 100 });
  } catch {
    return undefined;
  }
}

const FORMS = ['sheet', 'delimiter', 'encoding', 'decimal', 'dates', 'knownFrom', 'nonNumbers'];

function isTable(value: unknown): value is DraftTable {
  return (
    isValues(value) &&
    ROLES.some((role) => role === value.role) &&
    isText(value.files) &&
    isOptional(value, FORMS, isText) &&
    isOptional(value, ['missing'], (words) => isListOf(words, isText)) &&
    isOptional(value, ['measurements'], (list) => isListOf(list, isMeasurement)) &&
    isValues(value.columns) &&
    Object.values(value.columns).every((reference) => isReference(reference) || isListOf(reference, isText))
  );
}

function isReference(value: unknown): value is Reference {
  if (isText(value)) return true;
  if (!isValues(value)) return false;
  if ('always' in value) return isText(value.always);
  return (
    isText(value.column) &&
    isOptional(value, ['dates', 'decimal'], isText) &&
    isOptional(value, ['words'], isWords)
  );
}

function isWords(value: unknown): value is Words {
  return isValues(value) && Object.values(value).every((words) => isListOf(words, isWord));
}

function isMeasurement(value: unknown): value is Measurement {
  return (
    isValues(value) && isText(value.column) && isOptional(value, ['name', 'code', 'system', 'unit'], isText)
  );
}

function isOptional(values: Values, keys: readonly string[], fits: (value: unknown) => boolean): boolean {
  return keys.every((key) => values[key] === undefined || fits(values[key]));
}

function isListOf<T>(value: unknown, fits: (each: unknown) => each is T): value is T[] {
  return Array.isArray(value) && value.every(fits);
}

function isText(value: unknown): value is string {
  return typeof value === 'string';
}

/** In the words of a column a number counts as it is written. */
function isWord(value: unknown): value is string {
  return isText(value) || typeof value === 'number' || typeof value === 'boolean';
}

function isValues(value: unknown): value is Values {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

export type Path = readonly (string | number)[];
/** What stands at some keys from now on; `undefined`: nothing. */
export type Change = readonly [path: Path, value: unknown];

/** The text with something else at some keys; comments, and what is not changed, stay as they are. */
export function changedText(text: string, changes: readonly Change[]): string {
  const document = parseDocument(text);
  for (const [path, value] of changes) {
    if (value === undefined) {
      if (document.hasIn(path)) document.deleteIn(path);
      continue;
    }
    const parent = document.getIn(path.slice(0, -1), true);
    // What was written as {} opens into lines.
    if (isCollection(parent) && parent.items.length === 0) parent.flow = false;
    document.setIn(path, document.createNode(value));
  }
  return document.toString({ lineWidth: 0 });
}
