import { statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { gzipSync } from 'node:zlib';
import { expect, it, onTestFinished } from 'vitest';
import { temporaryFolder } from '../../testing/temporary-folder.ts';
import { type DiskFile, READ_BYTES, readBytes } from './csv-file.ts';

const folder = temporaryFolder();

function fileOf(name: string, content: Buffer): DiskFile {
  const full = path.join(folder, name);
  writeFileSync(full, content);
  const { size, mtimeMs } = statSync(full);
  return { name, table: 'labs', format: 'csv', sizeBytes: size, path: full, changedMs: mtimeMs };
}

/** Several runs long. */
const TEXT = Buffer.alloc(4 * READ_BYTES, 'abc,1\n');
const FILES = [fileOf('labs.csv', TEXT), fileOf('labs.csv.gz', gzipSync(TEXT))];
const REASON = new Error('stopped');

/** What reaches nobody: it would end the thread. */
function strayErrors(): unknown[] {
  const stray: unknown[] = [];
  const keep = (error: unknown): void => {
    stray.push(error);
  };
  process.on('uncaughtException', keep);
  onTestFinished(() => {
    process.off('uncaughtException', keep);
  });
  return stray;
}

async function readAll(file: DiskFile, signal: AbortSignal, onRun: (run: number) => void): Promise<number> {
  let bytes = 0;
  let runs = 0;
  for await (const read of readBytes(file, { signal })) {
    bytes += read.length;
    onRun(++runs);
  }
  return bytes;
}

it.each(FILES)('reads $name whole', async (file) => {
  const { signal } = new AbortController();
  expect(await readAll(file, signal, () => undefined)).toBe(TEXT.length);
});

it.each(FILES)('does not begin to read $name when it is stopped before', async (file) => {
  const stray = strayErrors();
  await expect(readAll(file, AbortSignal.abort(REASON), () => undefined)).rejects.toBe(REASON);
  await nextTurn();
  expect(stray).toEqual([]);
});

it.each(FILES)('ends the reading of $name when it is stopped between two runs', async (file) => {
  const stray = strayErrors();
  const stop = new AbortController();
  const stopAtSecond = (run: number): void => {
    if (run === 2) stop.abort(REASON);
  };
  await expect(readAll(file, stop.signal, stopAtSecond)).rejects.toBe(REASON);
  await nextTurn();
  expect(stray).toEqual([]);
});
