import { isUtf8 } from 'node:buffer';
import { closeSync, openSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { LacunaError } from '../../errors.ts';
import { type CsvFile, readBytes } from './csv-file.ts';
import type { CsvHeader } from './csv-header.ts';
import type { CsvScanner } from './csv-scanner.ts';

/** Sound records of one file, written by themselves and without the header to a file of their own. */
export interface CsvChunk {
  readonly path: string;
  /** Number of the first record in the whole file, counted from 0 over its sound records. */
  readonly firstRecord: number;
  readonly records: number;
}

export interface ChunkOptions {
  readonly header: CsvHeader;
  readonly scanner: CsvScanner;
  /** Folder for the chunks, readable by the owner only. */
  readonly folder: string;
  readonly signal?: AbortSignal | undefined;
  /** Records scanned so far, told about every megabyte. */
  readonly onRecords?: ((records: number) => void) | undefined;
}

/** Large enough to keep DuckDB's readers busy, small enough for memory and for a quick cancel. */
const CHUNK_BYTES = 32 << 20;
/** No published record comes near this; a longer one has an open quote. */
const MAX_RECORD_BYTES = 2 << 20;
/** Chunks alternate between two files: one is read while the next is written. */
const CHUNK_FILES = 2;

/**
 * Cuts a file into chunks of whole, sound records; broken ones are left to the scanner's list. A chunk's file is
 * overwritten once the second chunk after it is asked for.
 * @throws {LacunaError} `corrupt_gzip`, `file_unreadable`, `wrong_encoding` and `unterminated_quote` with their line.
 */
export async function* readChunks(file: CsvFile, options: ChunkOptions): AsyncGenerator<CsvChunk> {
  const { header, scanner, folder, signal, onRecords } = options;
  const writer = new ChunkWriter(folder);
  let headerLeft = header.bytes;
  let rest: Buffer = Buffer.alloc(0);
  try {
    for await (const bytes of readBytes(file)) {
      signal?.throwIfAborted();
      const body = bytes.subarray(headerLeft);
      headerLeft -= bytes.length - body.length;
      rest = scanInto(writer, rest.length === 0 ? body : Buffer.concat([rest, body]), { file, scanner });
      onRecords?.(scanner.records);
      if (rest.length > MAX_RECORD_BYTES) throw unterminatedQuote(file, scanner.line);
      if (writer.bytes >= CHUNK_BYTES) yield writer.finish(scanner.records);
    }
    rest = scanInto(writer, rest, { file, scanner, isLast: true });
    if (rest.length > 0) throw unterminatedQuote(file, scanner.line);
    // A file without records gives one empty chunk, so that its table comes to be.
    if (writer.bytes > 0 || scanner.records === 0) yield writer.finish(scanner.records);
  } finally {
    writer.close();
  }
}

interface ScanOptions {
  readonly file: CsvFile;
  readonly scanner: CsvScanner;
  readonly isLast?: boolean;
}

/** Scans bytes, writes the sound records among them and returns the bytes of the record left open. */
function scanInto(
  writer: ChunkWriter,
  bytes: Buffer,
  { file, scanner, isLast = false }: ScanOptions,
): Buffer {
  const line = scanner.line;
  const brokenBefore = scanner.broken.length;
  const { sound, consumed } = scanner.scan(bytes, isLast);
  const whole = bytes.subarray(0, consumed);
  if (!isUtf8(whole)) throw wrongEncoding(file, line, whole);
  // A broken record of one line is one bad row. One that runs on has swallowed the rows after it.
  const runaway = scanner.broken.slice(brokenBefore).find(({ lines }) => lines > 1);
  if (runaway !== undefined) throw unterminatedQuote(file, runaway.line);
  for (const [from, to] of sound) writer.write(bytes.subarray(from, to));
  return bytes.subarray(consumed);
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

class ChunkWriter {
  bytes = 0;
  readonly #folder: string;
  #chunk = 0;
  #firstRecord = 0;
  #descriptor: number | null = null;

  constructor(folder: string) {
    this.#folder = folder;
  }

  write(bytes: Uint8Array): void {
    this.#descriptor ??= openSync(this.#path, 'w', 0o600);
    for (let from = 0; from < bytes.length;) from += writeSync(this.#descriptor, bytes, from);
    this.bytes += bytes.length;
  }

  /** @param records sound records of the file so far. */
  finish(records: number): CsvChunk {
    this.#descriptor ??= openSync(this.#path, 'w', 0o600);
    const chunk = { path: this.#path, firstRecord: this.#firstRecord, records: records - this.#firstRecord };
    this.close();
    this.#chunk += 1;
    this.#firstRecord = records;
    this.bytes = 0;
    return chunk;
  }

  close(): void {
    if (this.#descriptor !== null) closeSync(this.#descriptor);
    this.#descriptor = null;
  }

  get #path(): string {
    return join(this.#folder, `chunk-${this.#chunk % CHUNK_FILES}.csv`);
  }
}
