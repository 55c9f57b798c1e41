import { isUtf8 } from 'node:buffer';
import { setImmediate as turn } from 'node:timers/promises';
import { type RowCode, LacunaError } from '../../../errors.ts';
import { type CsvFile, readBytes, type ReadOptions } from '../csv-file.ts';
import { documentTooLarge, MOST_DOCUMENT_BYTES } from '../json-format.ts';
import { type JsonLine, lineBatches } from './json-lines.ts';
import { type BundleIndex, ownId, type Target } from './references.ts';

/** A record of a file: a line of NDJSON, an entry of a bundle, or a resource by itself. */
export interface ResourceRecord {
  /** Of NDJSON the physical line; of a bundle the number of the entry; from 1. */
  readonly line: number;
  readonly fullUrl?: string | undefined;
  /** What is parsed, which may be anything; absent where there is a fault. */
  readonly resource?: unknown;
  /** Why the record cannot be read at all. */
  readonly fault?: RowCode;
  /** Whether an extension may be in it; most resources have none, and to look for one takes long. */
  readonly mayHaveExtensions?: boolean;
}

/** Some records of a file, and the addresses by which they refer to each other. */
export interface RecordBatch {
  /** To be gone through once, before the next batch is asked for. */
  readonly records: Iterable<ResourceRecord>;
  readonly bundle: BundleIndex | null;
}

/**
 * The records of a file, in its order. NDJSON is read a part at a time, whatever its size; a document is read whole.
 * @throws {LacunaError} `corrupt_gzip`, `file_unreadable`; of a document `corrupt_json`, `wrong_encoding`, `bundle_too_large`.
 */
export async function* readResources(file: CsvFile, options: ReadOptions): AsyncGenerator<RecordBatch> {
  if (file.format === 'json') {
    yield* readDocument(file, options);
    return;
  }
  for await (const lines of lineBatches(readBytes(file, options)))
    yield { records: parsed(lines), bundle: null };
}

/** Parses one line after the other, so that one resource at a time is in memory. */
function* parsed(lines: readonly JsonLine[]): Generator<ResourceRecord> {
  for (const { line, bytes } of lines) {
    if (bytes === null) yield { line, fault: 'record_too_large' };
    else if (!isUtf8(bytes)) yield { line, fault: 'wrong_encoding' };
    else yield parsedLine(line, bytes.toString('utf8'));
  }
}

function parsedLine(line: number, text: string): ResourceRecord {
  try {
    return { line, resource: JSON.parse(text), mayHaveExtensions: text.includes(EXTENSION) };
  } catch {
    return { line, fault: 'bad_json' };
  }
}

/** What `extension` and `modifierExtension` end with. */
const EXTENSION = 'xtension"';

/** Entries of a bundle between two looks at what else is to be done. */
const ENTRIES_PER_BATCH = 1000;

async function* readDocument(file: CsvFile, options: ReadOptions): AsyncGenerator<RecordBatch> {
  const text = await readText(file, options);
  const records = documentRecords(parseDocument(text, file));
  const bundle = indexOf(records);
  const mayHaveExtensions = text.includes(EXTENSION);
  for (let from = 0; from < records.length; from += ENTRIES_PER_BATCH) {
    await turn();
    const batch = records.slice(from, from + ENTRIES_PER_BATCH);
    yield { records: batch.map((record) => ({ ...record, mayHaveExtensions })), bundle };
  }
}

async function readText(file: CsvFile, options: ReadOptions): Promise<string> {
  const parts: Buffer[] = [];
  let length = 0;
  for await (const bytes of readBytes(file, options)) {
    length += bytes.length;
    if (length > MOST_DOCUMENT_BYTES) throw documentTooLarge(file);
    parts.push(Buffer.from(bytes));
  }
  const whole = Buffer.concat(parts);
  if (!isUtf8(whole)) throw new LacunaError('wrong_encoding', 'the text is not UTF-8', { file: file.name });
  return whole.toString('utf8').replace(BYTE_ORDER_MARK, '');
}

const BYTE_ORDER_MARK = /^\uFEFF/;

function parseDocument(text: string, file: CsvFile): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new LacunaError('corrupt_json', 'the file is no JSON document, or is damaged or truncated', {
      file: file.name,
      cause,
    });
  }
}

interface Entry {
  readonly fullUrl?: unknown;
  readonly resource?: unknown;
}

function documentRecords(document: unknown): ResourceRecord[] {
  if (typeOf(document) !== 'Bundle') return [{ line: 1, resource: document }];
  const { entry } = document as { readonly entry?: unknown };
  const entries = (Array.isArray(entry) ? entry : []) as readonly (Entry | null)[];
  return entries.map((one, index) => ({
    line: index + 1,
    resource: one?.resource,
    fullUrl: typeof one?.fullUrl === 'string' ? one.fullUrl : undefined,
  }));
}

function indexOf(records: readonly ResourceRecord[]): BundleIndex {
  const index = new Map<string, Target>();
  for (const { fullUrl, resource } of records) {
    const type = typeOf(resource);
    if (fullUrl === undefined || type === null) continue;
    const { id } = resource as { readonly id?: unknown };
    const key = ownId(typeof id === 'string' ? id : undefined, fullUrl);
    if (key !== null) index.set(fullUrl, { type, id: key });
  }
  return index;
}

/** The type of a resource; `null` for what is none. */
export function typeOf(resource: unknown): string | null {
  if (typeof resource !== 'object' || resource === null || !('resourceType' in resource)) return null;
  return typeof resource.resourceType === 'string' ? resource.resourceType : null;
}
