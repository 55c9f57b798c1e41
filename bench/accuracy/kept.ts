import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { deserialize, serialize } from 'node:v8';

/**
 * What was computed before, or the result of computing it now, kept for the next run: a bench that was stopped goes on
 * where it was. Results hang on the code as well, so a folder belongs to one commit.
 * @param about all that the result hangs on.
 */
export async function kept<T>(
  folder: string,
  about: readonly [what: string, ...unknown[]],
  compute: () => T | Promise<T>,
): Promise<T> {
  const [what, ...rest] = about;
  const hash = createHash('sha256').update(JSON.stringify(rest)).digest('hex').slice(0, 16);
  const file = path.join(folder, `${what}-${hash}.v8`);
  if (existsSync(file)) return deserialize(readFileSync(file)) as T;
  const result = await compute();
  mkdirSync(folder, { recursive: true });
  // Whole or not at all.
  writeFileSync(`${file}.part`, serialize(result));
  renameSync(`${file}.part`, file);
  return result;
}
