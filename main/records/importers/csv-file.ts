import type { Hash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { open } from 'node:fs/promises';
import { pipeline } from 'node:stream';
import { createGunzip } from 'node:zlib';
import { LacunaError } from '../../errors.ts';

/** How the records of a file are written; text may be compressed. JSON is one document, NDJSON has one a line. */
export type FileFormat = 'csv' | 'parquet' | 'ndjson' | 'json';

/** A file of the folder that may hold rows. */
export interface CsvFile {
  /** Path on this machine. */
  readonly path: string;
  /** Path inside the folder, with forward slashes, e.g. `hosp/labevents.csv.gz`: the name used in every message. */
  readonly name: string;
  /** Path inside the folder without its extensions, e.g. `hosp/labevents`. */
  readonly table: string;
  readonly format: FileFormat;
  readonly sizeBytes: number;
  /** Time of its last change, milliseconds. */
  readonly changedMs: number;
}

/** Whether a file holds the rows of one table, by whose name it is known. */
export function holdsRows({ format }: Pick<CsvFile, 'format'>): boolean {
  return format === 'csv' || format === 'parquet';
}

/** Most bytes that `readBytes` yields at once. */
export const READ_BYTES = 1 << 20;

export function isCompressed(file: Pick<CsvFile, 'name'>): boolean {
  return file.name.endsWith('.gz');
}

/**
 * The bytes of a file, decompressed, in runs of `READ_BYTES` at most. A run is good until the next is asked for.
 * @param hash is told the bytes as they lie on the disk.
 * @throws {LacunaError} `corrupt_gzip`, `file_unreadable`.
 */
export async function* readBytes(file: CsvFile, hash?: Hash): AsyncGenerator<Buffer> {
  try {
    yield* isCompressed(file) ? decompressed(file, hash) : plain(file, hash);
  } catch (error) {
    throw asFileError(error, file);
  }
}

/** One buffer for the whole file: a stream's, made anew each time, would keep the garbage collector busy. */
async function* plain({ path }: CsvFile, hash?: Hash): AsyncGenerator<Buffer> {
  const handle = await open(path, 'r');
  try {
    const buffer = Buffer.allocUnsafe(READ_BYTES);
    for (;;) {
      const { bytesRead } = await handle.read(buffer, 0, READ_BYTES);
      if (bytesRead === 0) return;
      const bytes = buffer.subarray(0, bytesRead);
      hash?.update(bytes);
      yield bytes;
    }
  } finally {
    await handle.close();
  }
}

async function* decompressed({ path }: CsvFile, hash?: Hash): AsyncGenerator<Buffer> {
  const raw = createReadStream(path, { highWaterMark: READ_BYTES });
  if (hash !== undefined) raw.on('data', (bytes) => hash.update(bytes));
  const gunzip = createGunzip({ chunkSize: READ_BYTES });
  // Not pipe(): an error of the file must reach whoever reads what is decompressed.
  pipeline(raw, gunzip, () => undefined);
  for await (const bytes of gunzip) yield bytes as Buffer;
}

/**
 * Some bytes of a file as they lie on the disk; fewer at its end.
 * @throws {LacunaError} `file_unreadable`.
 */
export async function readBytesAt(file: CsvFile, position: number, length: number): Promise<Buffer> {
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
    return new LacunaError('file_unreadable', `the file cannot be read (${code})`, {
      file: name,
      cause: error,
      hint: 'check that the file is there and that you may read it',
    });
  }
  return error;
}
