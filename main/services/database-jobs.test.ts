import { expect, it } from 'vitest';
import { type Cancellation } from '../jobs/cancellation.ts';
import { JobManager, type JobResult } from '../jobs/job-manager.ts';
import { DatabaseJobs, type WorkerCall } from './database-jobs.ts';
import { sentence } from '../../models/wording.ts';

const NO_JOURNAL = { begin: () => undefined, names: () => undefined };

/** Work that goes on until it is cancelled. */
const untilCancelled = ({ signal }: WorkerCall): Promise<JobResult> =>
  new Promise((_, reject) => {
    signal.addEventListener('abort', () => reject(signal.reason as Cancellation), { once: true });
  });

it('cancels every job on a database, running or queued, and no other', async () => {
  const jobs = new JobManager();
  const own = new DatabaseJobs(jobs, NO_JOURNAL);
  const start = (database: string, kind: 'audit' | 'training'): string =>
    own.start({ database, kind, title: sentence`${kind}`, request: null }, untilCancelled).job;
  const [training, queued, audit] = [start('a', 'training'), start('a', 'training'), start('a', 'audit')];
  const other = start('b', 'training');
  await own.cancelAll('a');
  const states = Object.fromEntries((await jobs.list()).map(({ id, state }) => [id, state]));
  // The other was queued behind them and runs now.
  expect(states).toEqual({
    [training]: 'cancelled',
    [queued]: 'cancelled',
    [audit]: 'cancelled',
    [other]: 'running',
  });
  await own.cancelAll('b');
});

it('passes what a worker reports on to whoever watches', async () => {
  const jobs = new JobManager();
  const work = ({ onProgress }: WorkerCall): Promise<JobResult> => {
    onProgress({ kind: 'step', step: sentence`reading` });
    return Promise.resolve({});
  };
  const { job } = new DatabaseJobs(jobs, NO_JOURNAL).start(
    { database: 'a', kind: 'audit', title: sentence`Audit`, request: null },
    work,
  );
  for await (const state of jobs.watch({ id: job })) {
    if (state.state === 'done')
      expect(state.progress).toMatchObject({ step: sentence`reading`, fraction: null });
  }
  expect((await jobs.get({ id: job })).state).toBe('done');
});
