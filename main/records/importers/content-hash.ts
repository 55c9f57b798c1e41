import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { asFileError, type CsvFile } from './csv-file.ts';

const READ_BYTES = 1 << 20;

/**
 * SHA-256 of a file as it lies on the disk.
 * @throws {LacunaError} `file_unreadable`.
 */
export async function hashFile(file: CsvFile, signal?: AbortSignal): Promise<string> {
  const hash = createHash('sha256');
  try {
    for await (const bytes of createReadStream(file.path, { highWaterMark: READ_BYTES })) {
      signal?.throwIfAborted();
      hash.update(bytes as Buffer);
    }
  } catch (error) {
    throw asFileError(error, file);
  }
  return hash.digest('hex');
}

/** What the files of a source are recognised by, wherever their folder lies; files that are not read do not count. */
export function contentHash(
  files: readonly { readonly file: Pick<CsvFile, 'name'>; readonly sha256: string | null }[],
): string {
  const hash = createHash('sha256');
  for (const { file, sha256 } of files) if (sha256 !== null) hash.update(`${sha256}  ${file.name}\n`);
  return hash.digest('hex');
}
