import { mkdtempSync, rmSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { DuckDbSession } from './duckdb-session.ts';
import { memoryLimit } from './memory-limit.ts';

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

  it('names the want of memory, says how to allow more, and goes on with what needs less', async () => {
    const small = await DuckDbSession.open({ memory: '2MB' });
    onTestFinished(() => small.close());
    await expect(
      small.run('CREATE TABLE large AS SELECT i FROM range(3000000) AS rows (i)'),
    ).rejects.toMatchObject({
      code: 'records_memory',
      message: expect.stringContaining('2MB') as string,
      hint: expect.stringContaining('LACUNA_MEMORY_LIMIT') as string,
    });
    expect(await small.number('SELECT 42')).toBe(42);
  });
});

describe('the memory limit', () => {
  it.each([
    [undefined, '450MB'],
    ['', '450MB'],
    ['2GB', '2GB'],
    ['900mb', '900mb'],
  ])('%s is %s', (asked, limit) => {
    expect(memoryLimit(asked)).toBe(limit);
  });

  it.each(['much', '2', '0GB', '-1GB', "1GB'"])('refuses %s', (asked) => {
    expect(() => memoryLimit(asked)).toThrow(expect.objectContaining({ code: 'usage' }));
  });
});
