import { existsSync, mkdirSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { documentOf, errorOf, runLacuna, type Ended } from '../testing/lacuna-process.ts';
import { MimicFolder } from '../testing/mimic-folder.ts';
import { temporaryFolder } from '../testing/temporary-folder.ts';

const folder = temporaryFolder();
const home = path.join(folder, 'home');
const database = path.join(folder, 'records.sqlite');
const lacuna = (...args: string[]): Promise<Ended> => runLacuna(args, { home });
const task = ['--task', 'readmission-15d', '--database', database];
const summary = z.strictObject({
  output: z.string(),
  format: z.enum(['parquet', 'csv', 'meds']),
  identified: z.boolean(),
  stays: z.number(),
  subjects: z.number(),
  files: z.record(z.string(), z.number()),
});

beforeAll(async () => {
  mkdirSync(home);
  const records = new MimicFolder(path.join(folder));
  expect((await lacuna('import', records.folder, '--database', database, '--json')).code).toBe(0);
});

describe('export', () => {
  it.each([
    ['csv', ['events.csv', 'stays.csv']],
    ['parquet', ['events.parquet', 'stays.parquet']],
    ['meds', ['data', 'metadata', 'tasks']],
  ])('writes a cohort as %s, and says how many rows', async (format, files) => {
    const output = path.join(folder, `as-${format}`);
    const written = documentOf(
      await lacuna('export', ...task, '--format', format, '--output', output, '--json'),
      summary,
    );
    expect(written).toMatchObject({ output, format, identified: false });
    expect(written.stays).toBeGreaterThan(0);
    expect(readdirSync(output).sort()).toEqual(files);
  });

  it('takes parquet where nothing is said, and the switches of the cohort', async () => {
    const output = path.join(folder, 'switched');
    const written = documentOf(
      await lacuna(
        'export',
        ...task,
        '--cohort',
        'muse',
        '--rule',
        'mergeEpisodes=true',
        '--output',
        output,
        '--json',
      ),
      summary,
    );
    expect(written.format).toBe('parquet');
  });

  it('says so where it keeps the ids of the source, and both are in the log', async () => {
    const output = path.join(folder, 'identified');
    const { code, stderr } = await lacuna(
      'export',
      ...task,
      '--format',
      'csv',
      '--identified',
      '--output',
      output,
    );
    expect([code, stderr]).toEqual([0, expect.stringContaining('guard it as the source itself')]);
    const log = await lacuna('log', 'list', '--database', database, '--json');
    const { rows } = documentOf(log, z.object({ rows: z.array(z.object({ action: z.string() })) }));
    expect(rows[0]!.action).toBe('cohort.export.identified');
    expect(rows.map(({ action }) => action)).toContain('cohort.export');
  });

  it('covers nothing, and needs a task and a place', async () => {
    const there = path.join(folder, 'home');
    const covering = await lacuna('export', ...task, '--output', there, '--json');
    expect(errorOf(covering)).toMatchObject({ code: 'output_unwritable', file: there, exit: 1 });
    const output = path.join(folder, 'never');
    for (const args of [
      ['--database', database, '--output', output],
      [...task],
      [...task, '--format', 'xlsx', '--output', output],
    ]) {
      expect(errorOf(await lacuna('export', ...args, '--json'))).toMatchObject({ code: 'usage', exit: 2 });
    }
    expect(existsSync(output)).toBe(false);
  });
});
