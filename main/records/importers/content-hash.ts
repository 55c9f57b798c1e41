import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { asFileError, type DiskFile } from './csv-file.ts';

const READ_BYTES = 1 << 20;

/**
 * SHA-256 of a file as it lies on the disk.
 * @throws {LacunaError} `file_unreadable`.
 */
export async function hashFile(file: DiskFile, signal: AbortSignal | undefined): Promise<string> {
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

/**
 * What the files of a source are recognised by, wherever their folder lies.
 * @param sha256 of each file that is read, by its name inside the folder.
 * @param fingerprint what beside the files makes the records.
 */
export function contentHash(sha256: ReadonlyMap<string, string>, fingerprint = ''): string {
  const hash = createHash('sha256');
  for (const [name, digest] of [...sha256].sort()) hash.update(`${digest}  ${name}\n`);
  hash.update(fingerprint);
  return hash.digest('hex');
}
