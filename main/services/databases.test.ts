import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import { demoDatabase } from '../demo/demo-folder.ts';
import { rememberFile } from '../demo/remember-file.ts';
import { JobJournal } from '../jobs/job-journal.ts';
import { JobManager } from '../jobs/job-manager.ts';
import { knownDatabases } from '../settings/known-databases.ts';
import { CurrentDatabase } from './current-database.ts';
import { DatabaseJobs } from './database-jobs.ts';
import { startDemo } from './databases.ts';
import type { HostParts } from './host-parts.ts';
import { importServices } from './imports.ts';

let home: string;
const currentName = (): string | undefined => knownDatabases(home).current?.name;

beforeEach(() => {
  home = mkdtempSync(path.join(tmpdir(), 'lacuna-databases-'));
  onTestFinished(() => rmSync(home, { recursive: true }));
});

interface Jobs {
  readonly jobs: JobManager;
}

/** Parts whose training thread takes as long to prepare the demo as `meanwhile` does. */
function partsWith(meanwhile: () => Promise<unknown> = () => Promise.resolve()): HostParts & Jobs {
  const call = async (): Promise<unknown> => {
    await meanwhile();
    return { model: 'm', encounter: 'e', database: demoDatabase(home) };
  };
  const jobs = new JobManager();
  const parts: Partial<HostParts> & Jobs = {
    home,
    jobs,
    databaseJobs: new DatabaseJobs(jobs, new JobJournal(home, () => undefined)),
    current: new CurrentDatabase(home),
    training: { call, close: () => Promise.resolve() } as unknown as HostParts['training'],
  };
  return parts as HostParts & Jobs;
}

async function prepareDemo(parts: HostParts & Jobs): Promise<void> {
  const { job } = startDemo(parts, {});
  for await (const state of parts.jobs.watch({ id: job })) {
    if (state.state === 'failed') throw new Error(state.error?.message);
  }
}

describe('the demo that was prepared', () => {
  it('is selected, also in the place of what was selected when it was asked for', async () => {
    await rememberFile(home, '/data/own.sqlite');
    await prepareDemo(partsWith());
    expect(currentName()).toBe('Synthetic demo');
  });

  it('leaves selected what was chosen while it was being prepared', async () => {
    await prepareDemo(partsWith(() => rememberFile(home, '/data/own.sqlite')));
    expect(currentName()).toBe('own');
    expect(knownDatabases(home).databases.map(({ kind }) => kind)).toEqual(['user', 'demo']);
  });

  it('takes no other records', async () => {
    await rememberFile(home, demoDatabase(home));
    const imports = importServices(partsWith());
    expect(() => imports.start({ folder: '/data/mimic-iv', source: 'mimic-iv' })).toThrow(
      expect.objectContaining({ code: 'usage', message: 'the synthetic demo takes no other records' }),
    );
  });
});
