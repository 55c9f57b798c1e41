import type { Hash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { open } from 'node:fs/promises';
import { addAbortSignal, pipeline } from 'node:stream';
import { createGunzip } from 'node:zlib';
import { LacunaError } from '../../errors.ts';
import type { CsvHeader } from './csv-header.ts';
import type { TextForm } from './delimited-text.ts';
import { unlessAborted } from './unless-aborted.ts';
import { worded } from '../../../models/wording.ts';

/** Formats whose files hold the rows of one table; text may be compressed. */
export type RowFormat = 'csv' | 'delimited' | 'parquet' | 'excel';

/** How the records of a file are written. JSON is one document, NDJSON has one a line; text may be compressed. */
export type FileFormat = RowFormat | 'ndjson' | 'json';

interface NamedFile {
  /** Path inside the folder, with forward slashes, e.g. `hosp/labevents.csv.gz`: the name used in every message. */
  readonly name: string;
  /** Path inside the folder without its extensions, e.g. `hosp/labevents`. */
  readonly table: string;
  readonly format: FileFormat;
  /** Of `delimited` text. */
  readonly form?: TextForm;
  /** Of an Excel workbook: its sheet. */
  readonly sheet?: string;
  readonly sizeBytes: number;
}

/** A file of the folder that may hold rows. */
export interface DiskFile extends NamedFile {
  /** Path on this machine. */
  readonly path: string;
  /** Time of its last change, milliseconds. */
  readonly changedMs: number;
}

/** Whether a file of this format holds the rows of one table, by whose name it is known. */
export function holdsRows(format: FileFormat): format is RowFormat {
  return format !== 'ndjson' && format !== 'json';
}

/** CSV that is made as it is read, as a server does of a table: nothing of it lies on a disk. */
export interface StreamedFile extends NamedFile {
  /** Of what `stream` yields, known beforehand. */
  readonly header: CsvHeader;
  /** The text from its header to its end, in runs of `READ_BYTES` at most; a run is good until the next is asked for. */
  readonly stream: () => AsyncGenerator<Buffer>;
}

export type CsvFile = DiskFile | StreamedFile;

export function isOnDisk(file: CsvFile): file is DiskFile {
  return 'path' in file;
}

/** @throws {RangeError} for a stream, of which no more than its text can be read. */
export function requireOnDisk(file: CsvFile): DiskFile {
  if (!isOnDisk(file)) throw new RangeError('the format is read from a disk');
  return file;
}

/** Most bytes that `readBytes` yields at once. */
export const READ_BYTES = 1 << 20;
const LEAST_READ_BYTES = 1 << 12;
/** No published record comes near this; a longer one has an open quote. */
export const MAX_RECORD_BYTES = 1 << 20;
/** The longest record left open, and what is read next: no record is longer. */
export const WORK_BYTES = MAX_RECORD_BYTES + READ_BYTES;

/** Text is seldom so many times as long as it is compressed, or as the table of a server. */
const TEXT_A_BYTE = { compressed: 16, stored: 2 } as const;
const LEAST_EXPECTED_BYTES = 1 << 14;

/**
 * Bytes of text that a CSV file is expected to have. Buffers are made for as many at first: made large for each of many
 * small files, they keep the garbage collector busy.
 */
export function expectedTextBytes(file: CsvFile): number {
  if (isOnDisk(file) && !isCompressed(file)) return file.sizeBytes;
  const times = isOnDisk(file) ? TEXT_A_BYTE.compressed : TEXT_A_BYTE.stored;
  return Math.max(LEAST_EXPECTED_BYTES, file.sizeBytes * times);
}

export function isCompressed(file: Pick<CsvFile, 'name'>): boolean {
  return file.name.endsWith('.gz');
}

export interface ReadOptions {
  /** Is told the bytes as they lie on the disk, or as they are streamed. */
  readonly hash?: Hash | undefined;
  /** Ends the reading at once, also where the disk does not answer. */
  readonly signal?: AbortSignal | undefined;
}

/**
 * The bytes of a file, decompressed, in runs of `READ_BYTES` at most. A run is good until the next is asked for.
 * @throws {LacunaError} `corrupt_gzip`, `file_unreadable`, and what a stream throws. An abort throws the signal's reason.
 */
export async function* readBytes(file: CsvFile, options: ReadOptions = {}): AsyncGenerator<Buffer> {
  if (!isOnDisk(file)) yield* streamed(file, options);
  else if (isCompressed(file)) yield* fromDisk(decompressed(file, options), file, options);
  else yield* readStored(file, options);
}

/** The first run of a file's bytes; none where it is empty. @throws {LacunaError} as `readBytes`. */
export async function firstBytes(file: CsvFile, signal?: AbortSignal): Promise<Buffer> {
  for await (const bytes of readBytes(file, { signal })) return bytes;
  return Buffer.alloc(0);
}

/** The bytes of a file as they lie on the disk. @throws {LacunaError} as `readBytes`. */
export function readStored(file: DiskFile, options: ReadOptions = {}): AsyncGenerator<Buffer> {
  return fromDisk(stored(file, options), file, options);
}

async function* fromDisk(
  bytes: AsyncGenerator<Buffer>,
  file: DiskFile,
  { signal }: ReadOptions,
): AsyncGenerator<Buffer> {
  try {
    yield* bytes;
  } catch (error) {
    signal?.throwIfAborted();
    throw asFileError(error, file);
  }
}

async function* streamed({ stream }: StreamedFile, { hash }: ReadOptions): AsyncGenerator<Buffer> {
  for await (const bytes of stream()) {
    hash?.update(bytes);
    yield bytes;
  }
}

/** One buffer for the whole file: a stream's, made anew each time, would keep the garbage collector busy. */
async function* stored({ path, sizeBytes }: DiskFile, { hash, signal }: ReadOptions): AsyncGenerator<Buffer> {
  const opening = open(path, 'r');
  try {
    const handle = await unlessAborted(opening, signal);
    const buffer = Buffer.allocUnsafe(Math.min(READ_BYTES, Math.max(sizeBytes, LEAST_READ_BYTES)));
    for (;;) {
      const { bytesRead } = await unlessAborted(handle.read(buffer, 0, buffer.length), signal);
      if (bytesRead === 0) return;
      const bytes = buffer.subarray(0, bytesRead);
      hash?.update(bytes);
      yield bytes;
    }
  } finally {
    const closing = opening.then((handle) => handle.close());
    // A file is closed once what is read of it has come, which may be never.
    if (signal?.aborted === true) closing.catch(() => undefined);
    else await closing;
  }
}

async function* decompressed({ path }: DiskFile, { hash, signal }: ReadOptions): AsyncGenerator<Buffer> {
  // A stream that is aborted before anybody listens would end the thread by its error, and DuckDB in it the process.
  signal?.throwIfAborted();
  const raw = createReadStream(path, { highWaterMark: READ_BYTES });
  if (hash !== undefined) raw.on('data', (bytes) => hash.update(bytes));
  const gunzip = createGunzip({ chunkSize: READ_BYTES });
  if (signal !== undefined) addAbortSignal(signal, gunzip);
  // Not pipe(): an error of the file must reach whoever reads what is decompressed.
  pipeline(raw, gunzip, () => undefined);
  for await (const run of gunzip) {
    const bytes = run as Buffer<ArrayBuffer>;
    yield bytes;
    // Handed back as soon as zlib has gone on to the next: left to the garbage collector, these buffers keep it busy.
    if (bytes.byteOffset + bytes.length === bytes.buffer.byteLength) bytes.buffer.transfer(0);
  }
}

/**
 * Some bytes of a file as they lie on the disk; fewer at its end.
 * @throws {LacunaError} `file_unreadable`.
 */
export async function readBytesAt(file: DiskFile, position: number, length: number): Promise<Buffer> {
  try {
    const handle = await open(file.path, 'r');
    try {
      const { buffer, bytesRead } = await handle.read(Buffer.alloc(length), 0, length, position);
      return buffer.subarray(0, bytesRead);
    } finally {
      await handle.close();
    }
  } catch (error) {
    throw asFileError(error, file);
  }
}

/** A failure of reading or decompressing as a named error; anything else is returned as it is. */
export function asFileError(error: unknown, { name }: Pick<CsvFile, 'name'>): unknown {
  const code = (error as NodeJS.ErrnoException).code ?? '';
  if (code.startsWith('Z_')) {
    return new LacunaError('corrupt_gzip', 'the compressed file is damaged or truncated', {
      file: name,
      cause: error,
      hint: 'download the file again and compare its checksum',
    });
  }
  if (['EACCES', 'EPERM', 'EIO', 'EISDIR', 'ENOENT'].includes(code)) {
    return new LacunaError('file_unreadable', worded`the file cannot be read (${code})`, {
      file: name,
      cause: error,
      hint: 'check that the file is there and that you may read it',
    });
  }
  return error;
}
