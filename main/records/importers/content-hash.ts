import { createHash } from 'node:crypto';
import { type DiskFile, readStored } from './csv-file.ts';

/**
 * SHA-256 of a file as it lies on the disk.
 * @throws {LacunaError} `file_unreadable`. An abort throws the signal's reason.
 */
export async function hashFile(file: DiskFile, signal: AbortSignal | undefined): Promise<string> {
  const hash = createHash('sha256');
  const bytes = readStored(file, { hash, signal });
  while ((await bytes.next()).done !== true) signal?.throwIfAborted();
  return hash.digest('hex');
}

/**
 * What the files of a source are recognised by, wherever their folder lies.
 * @param sha256 of each file that is read, by its name inside the folder.
 * @param fingerprint what beside the files makes the records.
 */
export function contentHash(sha256: ReadonlyMap<string, string>, fingerprint = ''): string {
  const hash = createHash('sha256');
  for (const [name, digest] of [...sha256].sort(byName)) hash.update(`${digest}  ${name}\n`);
  hash.update(fingerprint);
  return hash.digest('hex');
}

const byName = ([one]: [string, string], [other]: [string, string]): number => (one < other ? -1 : 1);
