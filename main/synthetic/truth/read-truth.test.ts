import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { LacunaError } from '../../errors.ts';
import { generateCohort } from '../generate-cohort.ts';
import { TRUTH_COLUMNS, TRUTH_FILE } from './columns.ts';
import { readTruth } from './read-truth.ts';

let folder = '';

beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'lacuna-truth-'));
});

afterEach(async () => {
  await rm(folder, { recursive: true, force: true });
});

async function codeOf(): Promise<unknown> {
  try {
    let count = 0;
    for await (const { hadmId } of readTruth(folder)) count += hadmId === '' ? 0 : 1;
    return count;
  } catch (error) {
    return error instanceof LacunaError ? error.code : error;
  }
}

describe('readTruth', () => {
  it('reads a row for each admission, whatever the size of the chunks', async () => {
    await generateCohort({ admissions: 60, seed: 2, output: path.join(folder, 'cohort') });
    const whole = await readFile(path.join(folder, 'cohort', TRUTH_FILE));
    await writeFile(path.join(folder, TRUTH_FILE), whole);
    expect(await codeOf()).toBeGreaterThanOrEqual(59);
    await writeFile(path.join(folder, TRUTH_FILE), whole.subarray(0, whole.length - 50));
    expect(await codeOf()).toBe('corrupt_gzip');
  });

  it('names what is wrong with a file that is missing, not gzip, or of another version', async () => {
    expect(await codeOf()).toBe('missing_file');
    await writeFile(path.join(folder, TRUTH_FILE), 'subject_id');
    expect(await codeOf()).toBe('corrupt_gzip');
    await writeFile(path.join(folder, TRUTH_FILE), gzipSync(`${TRUTH_COLUMNS.slice(0, -1).join(',')}\n`));
    expect(await codeOf()).toBe('missing_column');
  });
});
