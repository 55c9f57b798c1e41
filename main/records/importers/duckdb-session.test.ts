import { mkdtempSync, rmSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { DuckDbSession } from './duckdb-session.ts';

let session: DuckDbSession;
let folder: string;

beforeAll(async () => {
  folder = mkdtempSync(path.join(tmpdir(), 'lacuna-session-'));
  session = await DuckDbSession.open({ spillFolder: folder });
});
afterAll(() => {
  session.close();
  rmSync(folder, { recursive: true });
});

const threads = (): Promise<number> => session.number(`SELECT current_setting('threads')`);

describe('DuckDB session', () => {
  it('leaves a core to other work for as long as that lasts, whether it ends well or not', async () => {
    const cores = availableParallelism();
    expect(await session.leavingCore(threads)).toBe(Math.max(1, cores - 1));
    expect(await threads()).toBe(cores);
    await expect(session.leavingCore(() => Promise.reject(new Error('stopped')))).rejects.toThrow('stopped');
    expect(await threads()).toBe(cores);
  });
});
