import { expect, it } from 'vitest';
import { patientQuery } from '../api/patients.ts';
import { LacunaError } from '../errors.ts';
import { JobManager } from '../jobs/job-manager.ts';
import { DatabaseJobs } from './database-jobs.ts';
import type { HostParts } from './host-parts.ts';
import { PatientLists } from './patient-lists.ts';

const QUERY = patientQuery.parse({ search: '1' });

/** Lists of a database that are there once `prepareList` did what the test says. */
function listsWith(prepare: () => Promise<void>) {
  let isPrepared = false;
  let prepared = 0;
  const jobs = new JobManager();
  const databaseJobs = new DatabaseJobs(jobs, {
    begin: () => expect.unreachable('a list is asked for again, not resumed'),
    names: () => undefined,
  });
  const reader = {
    call: (_: string, { input: { atOnce } }: { input: { atOnce: boolean } }) =>
      Promise.resolve(isPrepared || atOnce ? { total: 3, scored: 0, rows: [] } : null),
  };
  const listing = {
    call: async () => {
      prepared += 1;
      await prepare();
      isPrepared = true;
    },
  };
  const parts = { reader, listing, databaseJobs } as unknown as HostParts;
  const lists = new PatientLists(parts);
  return {
    page: () => lists.page('a.db', QUERY),
    ended: async (job: string | null) => {
      for await (const { state } of jobs.watch({ id: job ?? '' })) if (state !== 'running') continue;
    },
    cancel: (job: string | null) => jobs.cancel({ id: job ?? '', keepCheckpoint: false }),
    times: () => prepared,
  };
}

it('names the one job that prepares a list, and gives the list once that has ended', async () => {
  const { page, ended, times } = listsWith(() => Promise.resolve());
  const [first, second] = await Promise.all([page(), page()]);
  expect(first).toEqual({ total: 0, scored: 0, rows: [], preparing: expect.any(String) as string });
  expect(second.preparing).toBe(first.preparing);
  await ended(first.preparing);
  expect(await page()).toMatchObject({ total: 3, preparing: null });
  expect(times()).toBe(1);
});

it('says why a list could not be prepared, and tries again when it is asked again', async () => {
  const { page, ended, times } = listsWith(() =>
    Promise.reject(new LacunaError('labels_unsupported', 'not in this source')),
  );
  await ended((await page()).preparing);
  await expect(page()).rejects.toMatchObject({ code: 'labels_unsupported' });
  expect((await page()).preparing).not.toBeNull();
  expect(times()).toBe(2);
});

it('puts the list together at once where it cannot be kept', async () => {
  const { page, ended, times } = listsWith(() =>
    Promise.reject(new LacunaError('database_read_only', 'read only')),
  );
  await ended((await page()).preparing);
  expect(await page()).toMatchObject({ total: 3, preparing: null });
  expect(await page()).toMatchObject({ total: 3, preparing: null });
  expect(times()).toBe(1);
});

it('takes a cancelled one up again when it is asked again', async () => {
  let go = (): void => undefined;
  const { page, cancel } = listsWith(
    () => new Promise((_, reject) => (go = () => reject(new LacunaError('cancelled', 'cancelled')))),
  );
  const { preparing } = await page();
  const cancelled = cancel(preparing);
  go();
  await cancelled;
  await expect(page()).rejects.toMatchObject({ code: 'cancelled' });
  expect((await page()).preparing).not.toBe(preparing);
  go();
});
