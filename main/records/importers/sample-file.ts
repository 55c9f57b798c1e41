import { constants, gunzipSync } from 'node:zlib';
import { asFileError, type CsvFile, isCompressed, readBytes, readHead } from './csv-file.ts';

/** What the start of a file, or all of it, says about its size. */
export interface FileSample {
  /** The first bytes, decompressed. */
  readonly head: Buffer;
  readonly estimatedRows: number;
  /** Size of the file when decompressed. */
  readonly estimatedBytes: number;
}

const HEAD_BYTES = 256 << 10;
/** Up to this size a compressed file is read to its end at inspection, so that damage shows before the import. */
const THOROUGH_BYTES = 32 << 20;

/**
 * Estimates a file from its first bytes; one that fits in them is counted.
 * @throws {LacunaError} `corrupt_gzip`, `file_unreadable`.
 */
export async function sampleFile(file: CsvFile): Promise<FileSample> {
  const raw = await readHead(file, HEAD_BYTES);
  const head = isCompressed(file) ? decompressStart(raw, file) : raw;
  const newlines = countNewlines(head);
  const scale = raw.length === 0 ? 0 : file.sizeBytes / raw.length;
  const rows = Math.max(newlines - 1, 0);
  return { head, estimatedRows: Math.round(rows * scale), estimatedBytes: Math.round(head.length * scale) };
}

/**
 * Reads a compressed file of moderate size to its end.
 * @throws {LacunaError} `corrupt_gzip` when it is damaged or truncated.
 */
export async function checkGzip(file: CsvFile): Promise<void> {
  if (!isCompressed(file) || file.sizeBytes > THOROUGH_BYTES) return;
  const bytes = readBytes(file);
  while ((await bytes.next()).done !== true);
}

function decompressStart(raw: Buffer, file: CsvFile): Buffer {
  // A flush instead of an end lets the start of a stream be read by itself.
  const finishFlush = raw.length < file.sizeBytes ? constants.Z_SYNC_FLUSH : constants.Z_FINISH;
  try {
    return gunzipSync(raw, { finishFlush });
  } catch (error) {
    throw asFileError(error, file);
  }
}

function countNewlines(bytes: Buffer): number {
  let count = 0;
  for (let at = bytes.indexOf(0x0a); at !== -1; at = bytes.indexOf(0x0a, at + 1)) count += 1;
  return count;
}
