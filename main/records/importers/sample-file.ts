import { constants, gunzipSync } from 'node:zlib';
import { asFileError, type DiskFile, isCompressed, readBytes, readBytesAt } from './csv-file.ts';

/** What the start of a file, or all of it, says about its size. */
export interface FileSample {
  /** The first bytes, decompressed. */
  readonly head: Buffer;
  readonly estimatedRows: number;
  /** Size of the file when decompressed. */
  readonly estimatedBytes: number;
}

const HEAD_BYTES = 256 << 10;
const TRAILER_BYTES = 4;
/** Up to this size a compressed file is read to its end at inspection, so that damage shows before the import. */
const THOROUGH_BYTES = 32 << 20;

/**
 * Estimates a file from its first bytes; one that fits in them is counted.
 * @throws {LacunaError} `corrupt_gzip`, `file_unreadable`.
 */
export async function sampleFile(file: DiskFile): Promise<FileSample> {
  const raw = await readBytesAt(file, 0, HEAD_BYTES);
  const head = isCompressed(file) ? decompressStart(raw, file) : raw;
  const scaled = raw.length === 0 ? 0 : (head.length * file.sizeBytes) / raw.length;
  const isWhole = raw.length === file.sizeBytes;
  const estimatedBytes = isCompressed(file) && !isWhole ? await statedSize(file, scaled) : scaled;
  const rows = Math.max(countNewlines(head) - 1, 0);
  const estimatedRows = head.length === 0 ? 0 : Math.round((rows * estimatedBytes) / head.length);
  return { head, estimatedRows, estimatedBytes: Math.round(estimatedBytes) };
}

/**
 * The size that a gzip file states in its last four bytes, which is that of its contents modulo 4 GiB: of the sizes that
 * fit, the one nearest to an estimate.
 */
async function statedSize(file: DiskFile, estimate: number): Promise<number> {
  const trailer = await readBytesAt(file, file.sizeBytes - TRAILER_BYTES, TRAILER_BYTES);
  const stated = trailer.readUInt32LE();
  const wraps = Math.max(0, Math.round((estimate - stated) / 2 ** 32));
  return stated + wraps * 2 ** 32;
}

/**
 * Reads a compressed file of moderate size to its end.
 * @throws {LacunaError} `corrupt_gzip` when it is damaged or truncated.
 */
export async function checkGzip(file: DiskFile): Promise<void> {
  if (!isCompressed(file) || file.sizeBytes > THOROUGH_BYTES) return;
  const bytes = readBytes(file);
  while ((await bytes.next()).done !== true);
}

function decompressStart(raw: Buffer, file: DiskFile): Buffer {
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
