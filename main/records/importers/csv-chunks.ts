import { isUtf8 } from 'node:buffer';
import type { Hash } from 'node:crypto';
import { closeSync, constants, ftruncateSync, openSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { type ErrorCode, LacunaError } from '../../errors.ts';
import { type CsvFile, isCompressed, READ_BYTES, readBytes } from './csv-file.ts';
import type { CsvHeader } from './csv-header.ts';
import { type BrokenRecord, CsvScanner } from './csv-scanner.ts';
import { tabsAsCommas } from './tabs-as-commas.ts';

/** Some sound records of a file, in a file of their own: no header, and the physical line as the first field. */
export interface CsvChunk {
  readonly path: string;
  readonly records: number;
}

/** How far the reading of a file has come. */
export interface ReadingState {
  readonly records: number;
  readonly broken: readonly BrokenRecord[];
}

export interface ChunkOptions {
  readonly header: CsvHeader;
  /** Folder for the chunks, readable by the owner only. */
  readonly folder: string;
  readonly signal?: AbortSignal | undefined;
  /** Is told the bytes of the file. */
  readonly hash: Hash;
  /** The text of the file as CSV, where it is written otherwise; whoever makes it tells the bytes to `hash`. */
  readonly text?: AsyncGenerator<Buffer>;
  /** The first chunk ends once it has so many records: no more are asked for. */
  readonly first?: number | undefined;
  /** Told about every megabyte. */
  readonly onRead?: ((state: ReadingState) => void) | undefined;
}

const LOOKS_OF_DAMAGE: ReadonlySet<ErrorCode> = new Set(['wrong_encoding', 'unterminated_quote']);
/** Physical line of the first record: the header takes one line. */
const FIRST_LINE = 2;
/** The first chunk is small, so that DuckDB starts soon; each is twice the one before, up to the largest. */
const FIRST_CHUNK_BYTES = 4 << 20;
/** Large enough to keep DuckDB's readers busy, small enough for memory and for a quick cancel. */
const LARGEST_CHUNK_BYTES = 32 << 20;
/** No published record comes near this; a longer one has an open quote. */
const MAX_RECORD_BYTES = 1 << 20;
/** The longest record left open, and what is read next: no record is longer. */
export const WORK_BYTES = MAX_RECORD_BYTES + READ_BYTES;
/** Chunks alternate between two files: one is read while the next is written. */
const CHUNK_FILES = 2;

/**
 * Cuts a file into chunks of whole, sound records; broken ones are told to `onRead` alone. A chunk's file is
 * overwritten once the second chunk after it is asked for. A file without records gives one empty chunk.
 * @throws {LacunaError} `corrupt_gzip`, `file_unreadable`, `wrong_encoding` and `unterminated_quote` with their line.
 */
export async function* readChunks(file: CsvFile, options: ChunkOptions): AsyncGenerator<CsvChunk> {
  try {
    yield* cutIntoChunks(file, options);
  } catch (error) {
    throw await damageBehind(error, file, options.signal);
  }
}

/**
 * A damaged compressed file may still decompress to nonsense for a while, which looks like a stray quote or another
 * encoding: whether it is damaged shows at its end.
 */
async function damageBehind(
  error: unknown,
  file: CsvFile,
  signal: AbortSignal | undefined,
): Promise<unknown> {
  if (!isCompressed(file) || !(error instanceof LacunaError) || !LOOKS_OF_DAMAGE.has(error.code))
    return error;
  try {
    const bytes = readBytes(file);
    while ((await bytes.next()).done !== true) signal?.throwIfAborted();
    return error;
  } catch (damage) {
    return damage;
  }
}

async function* cutIntoChunks(file: CsvFile, options: ChunkOptions): AsyncGenerator<CsvChunk> {
  const { header, folder, hash, signal, first = Infinity, onRead } = options;
  const text = options.text ?? readCsv(file, header, hash);
  const chunks = new ChunkWriter(folder);
  // The record left open, then what is read next: one buffer for all of the file.
  const work = Buffer.allocUnsafe(WORK_BYTES);
  let length = 0;
  const scanner = new CsvScanner(header.columns.length, FIRST_LINE, (line, from, to) => {
    chunks.record(line, work, from, to);
  });
  let headerLeft = header.bytes;
  try {
    for await (const read of text) {
      signal?.throwIfAborted();
      const skipped = Math.min(headerLeft, read.length);
      headerLeft -= skipped;
      length += read.copy(work, length, skipped);
      length = keepOpenRecord(
        work,
        length,
        scanned(scanner, work.subarray(0, length), { file, isLast: false }),
      );
      if (length > MAX_RECORD_BYTES) throw unterminatedQuote(file, scanner.line);
      onRead?.(scanner);
      if (chunks.isFull || scanner.records >= first) yield chunks.finish();
    }
    const consumed = scanned(scanner, work.subarray(0, length), { file, isLast: true });
    if (consumed < length) throw unterminatedQuote(file, scanner.line);
    onRead?.(scanner);
    if (chunks.bytes > 0 || scanner.records === 0) yield chunks.finish();
  } finally {
    chunks.close();
  }
}

function readCsv(file: CsvFile, { delimiter, bytes }: CsvHeader, hash: Hash): AsyncGenerator<Buffer> {
  const runs = readBytes(file, hash);
  return delimiter === '\t' ? tabsAsCommas(runs, bytes) : runs;
}

/** Moves the bytes behind those consumed to the front and returns their number. */
function keepOpenRecord(work: Buffer, length: number, consumed: number): number {
  work.copyWithin(0, consumed, length);
  return length - consumed;
}

interface ScanPlace {
  readonly file: CsvFile;
  readonly isLast: boolean;
}

/** Scans bytes, refuses what makes the whole file doubtful, and returns how many bytes were whole records. */
function scanned(scanner: CsvScanner, bytes: Buffer, { file, isLast }: ScanPlace): number {
  const line = scanner.line;
  const brokenBefore = scanner.broken.length;
  const consumed = scanner.scan(bytes, isLast);
  const whole = bytes.subarray(0, consumed);
  if (!isUtf8(whole)) throw wrongEncoding(file, line, whole);
  // A broken record of one line is one bad row. One that runs on has swallowed the rows after it.
  const runaway = scanner.broken.slice(brokenBefore).find(({ lines }) => lines > 1);
  if (runaway !== undefined) throw unterminatedQuote(file, runaway.line);
  return consumed;
}

function unterminatedQuote(file: CsvFile, line: number): LacunaError {
  return new LacunaError('unterminated_quote', 'a quote is opened here and not closed where its field ends', {
    file: file.name,
    line,
    hint: 'correct the quotes of this line, or download the file again; nothing was imported',
  });
}

function wrongEncoding(file: CsvFile, firstLine: number, bytes: Buffer): LacunaError {
  let line = firstLine;
  for (let from = 0; from < bytes.length; line += 1) {
    const newline = bytes.indexOf(0x0a, from);
    const to = newline === -1 ? bytes.length : newline + 1;
    if (!isUtf8(bytes.subarray(from, to))) break;
    from = to;
  }
  return new LacunaError('wrong_encoding', 'the text is not UTF-8', {
    file: file.name,
    line,
    hint: 'save the file as UTF-8; nothing was imported',
  });
}

const COMMA = 0x2c;
const NEWLINE = 0x0a;
const ZERO = 0x30;
/** A record is put into a buffer with its line, a comma and a newline: this many bytes more at most. */
const LINE_BYTES = 16;

class ChunkWriter {
  /** Bytes of the chunk that is being written. */
  bytes = 0;
  readonly #folder: string;
  readonly #buffer = Buffer.allocUnsafe(WORK_BYTES + LINE_BYTES);
  #buffered = 0;
  #records = 0;
  #chunk = 0;
  #descriptor: number | null = null;

  constructor(folder: string) {
    this.#folder = folder;
  }

  record(line: number, bytes: Buffer, from: number, to: number): void {
    const needed = to - from + LINE_BYTES;
    if (this.#buffered + needed > this.#buffer.length) this.#flush();
    let at = this.#digits(line);
    this.#buffer[at++] = COMMA;
    at += bytes.copy(this.#buffer, at, from, to);
    this.#buffer[at++] = NEWLINE;
    this.bytes += at - this.#buffered;
    this.#buffered = at;
    this.#records += 1;
  }

  finish(): CsvChunk {
    const descriptor = this.#flush();
    ftruncateSync(descriptor, this.bytes);
    this.close();
    const chunk = { path: this.#path, records: this.#records };
    this.#chunk += 1;
    this.#records = 0;
    this.bytes = 0;
    return chunk;
  }

  close(): void {
    if (this.#descriptor !== null) closeSync(this.#descriptor);
    this.#descriptor = null;
  }

  /** Writes a positive integer at the end of the buffer and returns the place behind it. */
  #digits(value: number): number {
    let length = 1;
    for (let rest = value; rest >= 10; rest = Math.trunc(rest / 10)) length += 1;
    const end = this.#buffered + length;
    let rest = value;
    for (let at = end - 1; at >= this.#buffered; at -= 1) {
      this.#buffer[at] = ZERO + (rest % 10);
      rest = Math.trunc(rest / 10);
    }
    return end;
  }

  #flush(): number {
    // Written over and cut at the end: to take a file's pages away and give it new ones takes as long as to write.
    const descriptor = (this.#descriptor ??= openSync(
      this.#path,
      constants.O_WRONLY | constants.O_CREAT,
      0o600,
    ));
    for (let from = 0; from < this.#buffered;) {
      from += writeSync(descriptor, this.#buffer, from, this.#buffered - from);
    }
    this.#buffered = 0;
    return descriptor;
  }

  get isFull(): boolean {
    return this.bytes >= Math.min(FIRST_CHUNK_BYTES * 2 ** this.#chunk, LARGEST_CHUNK_BYTES);
  }

  get #path(): string {
    return join(this.#folder, `chunk-${this.#chunk % CHUNK_FILES}.csv`);
  }
}
