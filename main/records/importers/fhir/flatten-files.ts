import { createHash } from 'node:crypto';
import type { RejectedRecord } from '../import-account.ts';
import type { ImportWork } from '../import-work.ts';
import type { NumberedFile } from '../stage-source.ts';
import { findExtensions, type FoundExtensions } from './extensions.ts';
import { readResources, type ResourceRecord, typeOf } from './read-resources.ts';
import type { BundleIndex } from './references.ts';
import { type Remark, wordedRemark } from './remarks.ts';
import type { ElementFault, Field, Outcome, ResourcePlace, ResourceReader } from './resource-reader.ts';
import { READERS } from './resources/readers.ts';
import { RowFile } from './row-file.ts';

/** What became of the records of a file while they were read; those with rows are judged once they are loaded. */
export interface FlattenedFile {
  readonly file: NumberedFile;
  readonly read: number;
  readonly rejected: number;
  readonly unused: number;
  readonly sha256: string;
}

export interface Flattened {
  readonly files: readonly FlattenedFile[];
  /** The rows of all files, by table. */
  readonly tables: ReadonlyMap<string, RowFile>;
  /** How many stays begin on a clock of each offset from UTC, in minutes. */
  readonly clocks: ReadonlyMap<number, number>;
}

/** Reads every file once, a part at a time, and writes the rows of its resources into one file a table. */
export async function flattenFiles(work: ImportWork): Promise<Flattened> {
  const tables = new Map(READERS.map(({ spec }) => [spec.table, new RowFile(spec, work.folder)]));
  const clocks = new Map<number, number>();
  const files: FlattenedFile[] = [];
  try {
    for (const file of work.files) {
      if (file.spec !== null) files.push(await new FileFlattener(work, file, { tables, clocks }).flatten());
    }
  } finally {
    for (const table of tables.values()) table.close();
  }
  return { files, tables, clocks };
}

interface Outlets {
  readonly tables: ReadonlyMap<string, RowFile>;
  readonly clocks: Map<number, number>;
}

const READER_OF: ReadonlyMap<string, ResourceReader> = new Map(
  READERS.map((reader) => [reader.spec.table, reader]),
);
const STAYS = 'Encounter';

class FileFlattener {
  readonly #work: ImportWork;
  readonly #file: NumberedFile;
  readonly #outlets: Outlets;
  readonly #remarks = new Map<Remark, number>();
  #rejected: RejectedRecord[] = [];
  #read = 0;
  #rejectedRecords = 0;
  #unused = 0;

  constructor(work: ImportWork, file: NumberedFile, outlets: Outlets) {
    this.#work = work;
    this.#file = file;
    this.#outlets = outlets;
  }

  async flatten(): Promise<FlattenedFile> {
    const { progress, signal } = this.#work;
    const { file } = this.#file;
    const hash = createHash('sha256');
    progress.startFile(file.name);
    for await (const { records, bundle } of readResources(file, { hash, signal })) {
      signal?.throwIfAborted();
      for (const record of records) this.#flattenRecord(record, bundle);
      this.#tellRejected();
      progress.rows(this.#read);
    }
    this.#tellRemarks();
    const sha256 = hash.digest('hex');
    return {
      file: this.#file,
      read: this.#read,
      rejected: this.#rejectedRecords,
      unused: this.#unused,
      sha256,
    };
  }

  #flattenRecord(record: ResourceRecord, bundle: BundleIndex | null): void {
    const { line, fullUrl, resource, fault } = record;
    this.#read += 1;
    if (fault !== undefined) {
      this.#reject(line, { code: fault, path: '' }, null);
      return;
    }
    const type = typeOf(resource);
    if (type === null) {
      this.#reject(line, { code: 'missing_value', path: 'resourceType' }, null);
      return;
    }
    const place = { fileId: this.#file.id, line, fullUrl, bundle };
    const outcome = outcomeOf(type, record, place);
    if ('fault' in outcome) this.#reject(line, outcome.fault, type);
    else if ('leftOut' in outcome) this.#leaveOut(outcome.leftOut);
    else this.#keep(type, place, outcome);
  }

  #keep(type: string, place: ResourcePlace, { rows, remarks = [], extensions }: Kept): void {
    if (this.#outlets.tables.get(type)?.add(place, rows) !== true) {
      this.#reject(place.line, { code: 'record_too_large', path: '' }, type);
      return;
    }
    for (const remark of remarks) this.#remark(remark, 1);
    this.#remark('ignored_extension', extensions);
    const [first] = rows;
    const start = type === STAYS ? first?.['start_minute'] : null;
    if (typeof start !== 'object' || start === null || start.offset === null) return;
    const { clocks } = this.#outlets;
    clocks.set(start.offset, (clocks.get(start.offset) ?? 0) + 1);
  }

  #leaveOut(remark: Remark): void {
    this.#unused += 1;
    this.#remark(remark, 1);
  }

  #remark(remark: Remark, count: number): void {
    this.#remarks.set(remark, (this.#remarks.get(remark) ?? 0) + count);
  }

  #reject(line: number, { path, ...why }: ElementFault, type: string | null): void {
    this.#rejectedRecords += 1;
    const column = [type, path].filter((part) => part !== null && part !== '').join('.');
    this.#rejected.push({ file: this.#file.file.name, line, column: column === '' ? null : column, ...why });
  }

  #tellRejected(): void {
    this.#work.account.reject(this.#rejected);
    this.#work.progress.rejected(this.#rejected.length);
    this.#rejected = [];
  }

  #tellRemarks(): void {
    for (const [remark, count] of this.#remarks) {
      this.#work.account.warn({ ...wordedRemark(remark), file: this.#file.file.name, count });
    }
  }
}

/** Rows of a resource, and how many of its extensions were not read. */
interface Kept {
  readonly rows: readonly Readonly<Record<string, Field>>[];
  readonly remarks?: readonly Remark[];
  readonly extensions: number;
}

const NO_EXTENSIONS: FoundExtensions = { count: 0, modifies: false };

function outcomeOf(
  type: string,
  { resource, mayHaveExtensions = false }: ResourceRecord,
  place: ResourcePlace,
): Kept | Exclude<Outcome, { readonly rows: unknown }> {
  const reader = READER_OF.get(type);
  if (reader === undefined) return { leftOut: 'unread_kind' };
  const { count, modifies } = mayHaveExtensions ? findExtensions(resource as object) : NO_EXTENSIONS;
  if (modifies) return { fault: { code: 'modifier_extension', path: 'modifierExtension' } };
  const outcome = reader.read(resource, place);
  return 'rows' in outcome ? { ...outcome, extensions: count } : outcome;
}
