import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll } from 'vitest';

/** A folder for the tests of one file; it goes after the last of them. Call it where tests are defined. */
export function temporaryFolder(): string {
  const folder = mkdtempSync(path.join(tmpdir(), 'lacuna-test-'));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}
