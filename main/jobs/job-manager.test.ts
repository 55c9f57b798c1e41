import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, expectTypeOf, it, vi } from 'vitest';
import type { Job, Services } from '../api/services.ts';
import { LacunaError } from '../errors.ts';
import { keepsCheckpoint } from './cancellation.ts';
import { JobManager, type JobContext, type JobResult, type JobWork } from './job-manager.ts';

/** Work whose end the test decides. */
function controlled() {
  const { promise, resolve, reject } = Promise.withResolvers<JobResult>();
  let context: JobContext | undefined;
  const work: JobWork = (given) => {
    context = given;
    return promise;
  };
  return { work, resolve, reject, context: () => context! };
}

/** Work that runs until it is cancelled. */
const untilCancelled: JobWork = ({ signal }) =>
  new Promise((_, reject) => {
    signal.addEventListener('abort', () => reject(signal.reason as Error), { once: true });
  });

const step = (text: string, fraction: number | null = null) => ({ step: text, fraction, secondsLeft: null });

async function collect(states: AsyncIterable<Job>, into: Job[] = []): Promise<Job[]> {
  for await (const state of states) into.push(state);
  return into;
}

it('implements the jobs topic of the contract', () => {
  expectTypeOf<JobManager>().toExtend<Services['jobs']>();
});

describe('running', () => {
  it('goes from running to done with its result', async () => {
    const onEnd = vi.fn();
    const jobs = new JobManager({ onEnd });
    const { work, resolve } = controlled();
    const { job: id } = jobs.start('import', 'Import', work);
    expect(await jobs.get({ id })).toMatchObject({ id, kind: 'import', title: 'Import', state: 'running' });
    expect(jobs.busy).toBe(true);
    resolve({ run: 'r1' });
    const states = await collect(jobs.watch({ id }));
    expect(states.at(-1)).toMatchObject({ state: 'done', result: { run: 'r1' }, error: null });
    expect(states.at(-1)?.endedAt).not.toBeNull();
    expect(onEnd).toHaveBeenCalledOnce();
    expect(jobs.busy).toBe(false);
  });

  it('reports a named failure, hides an unnamed one from the window, and logs both', async () => {
    const onFailure = vi.fn();
    const jobs = new JobManager({ onFailure });
    const named = jobs.start('import', 'a', () => Promise.reject(new LacunaError('disk_full', 'no space')));
    const unnamed = jobs.start('audit', 'b', () => Promise.reject(new Error('patient Jane')));
    const last = async ({ job }: { job: string }) => (await collect(jobs.watch({ id: job }))).at(-1);
    expect(await last(named)).toMatchObject({ state: 'failed', error: { code: 'disk_full' } });
    expect((await last(unnamed))?.error).toMatchObject({ code: 'internal' });
    expect(JSON.stringify(await jobs.list())).not.toContain('Jane');
    expect(onFailure).toHaveBeenCalledTimes(2);
  });

  it('also fails when the work throws before it returns a promise', async () => {
    const jobs = new JobManager();
    const { job: id } = jobs.start('import', 'a', () => {
      throw new LacunaError('missing_file', 'gone');
    });
    expect((await collect(jobs.watch({ id }))).at(-1)?.error?.code).toBe('missing_file');
  });

  it('runs one training at a time, the demo included, while other kinds run beside it', async () => {
    const jobs = new JobManager();
    const first = controlled();
    const second = controlled();
    const third = controlled();
    jobs.start('training', 'first', first.work);
    const { job: queued } = jobs.start('demo', 'second', second.work);
    jobs.start('import', 'third', third.work);
    const states = async () => (await jobs.list()).map(({ title, state }) => [title, state]);
    expect(await states()).toEqual([
      ['first', 'running'],
      ['second', 'queued'],
      ['third', 'running'],
    ]);
    first.resolve({});
    await vi.waitFor(async () => expect((await jobs.get({ id: queued })).state).toBe('running'));
  });

  it('keeps the last fifty ended jobs', async () => {
    const jobs = new JobManager();
    for (let index = 0; index < 60; index++) jobs.start('import', `${index}`, () => Promise.resolve({}));
    await vi.waitFor(() => expect(jobs.busy).toBe(false));
    expect((await jobs.list()).map(({ title }) => title)).toEqual(
      Array.from({ length: 50 }, (_, i) => `${i + 10}`),
    );
  });
});

describe('watching', () => {
  it('starts with the current state and survives a watcher that leaves', async () => {
    const jobs = new JobManager();
    const { work, resolve, context } = controlled();
    const { job: id } = jobs.start('training', 'Train', work);
    context().progress(step('epoch 3', 0.3));
    for await (const state of jobs.watch({ id })) {
      expect(state.progress).toEqual(step('epoch 3', 0.3));
      break;
    }
    expect(context().signal.aborted).toBe(false);
    const later = collect(jobs.watch({ id }));
    context().progress(step('epoch 4', 0.4));
    resolve({ model: 'm' });
    expect((await later).at(-1)).toMatchObject({ state: 'done', progress: step('epoch 4', 0.4) });
  });

  it('ends with its signal', async () => {
    const jobs = new JobManager();
    const { job: id } = jobs.start('training', 'Train', untilCancelled);
    const leave = new AbortController();
    const watching = collect(jobs.watch({ id, signal: leave.signal }));
    const watchingAll = (async () => {
      for await (const list of jobs.watchAll({ signal: leave.signal })) expect(list).toHaveLength(1);
    })();
    await sleep(5);
    leave.abort();
    expect(await watching).toHaveLength(1);
    await watchingAll;
    await jobs.close();
  });

  it('hears of progress twice a second at most, always including the last', async () => {
    const jobs = new JobManager();
    const { work, resolve, context } = controlled();
    const { job: id } = jobs.start('import', 'Import', work);
    const watching = collect(jobs.watch({ id }));
    const until = performance.now() + 700;
    let count = 0;
    while (performance.now() < until) {
      context().progress(step(`row ${++count}`));
      await sleep(1);
    }
    resolve({});
    const states = await watching;
    expect(count).toBeGreaterThan(20);
    expect(states.length).toBeGreaterThanOrEqual(3);
    expect(states.length).toBeLessThanOrEqual(4);
    expect(states.at(-1)).toMatchObject({ state: 'done', progress: step(`row ${count}`) });
  });

  it('shows the whole list to watchAll, from queue to end', async () => {
    const jobs = new JobManager();
    const leave = new AbortController();
    const seen: string[] = [];
    const watching = (async () => {
      for await (const list of jobs.watchAll({ signal: leave.signal })) {
        seen.push(list.map(({ state }) => state).join());
        if (seen.at(-1) === 'done,done') leave.abort();
      }
    })();
    const first = controlled();
    jobs.start('import', 'a', first.work);
    jobs.start('import', 'b', () => Promise.resolve({}));
    await vi.waitFor(() => expect(seen.at(-1)).toBe('running,queued'));
    first.resolve({});
    await watching;
  });

  it('names a job that does not exist', async () => {
    const jobs = new JobManager();
    await expect(jobs.get({ id: 'x' })).rejects.toMatchObject({ code: 'not_found' });
    await expect(collect(jobs.watch({ id: 'x' }))).rejects.toMatchObject({ code: 'not_found' });
    await expect(jobs.cancel({ id: 'x', keepCheckpoint: false })).rejects.toMatchObject({
      code: 'not_found',
    });
  });
});

describe('cancelling', () => {
  it.each([true, false])(
    'reaches the work and says whether to keep a checkpoint (%s)',
    async (keepCheckpoint) => {
      const jobs = new JobManager();
      let kept: boolean | undefined;
      const { job: id } = jobs.start('training', 'Train', async (context) => {
        await untilCancelled(context).catch(() => undefined);
        kept = keepsCheckpoint(context.signal);
        context.signal.throwIfAborted();
        return {};
      });
      expect((await jobs.cancel({ id, keepCheckpoint })).state).toBe('cancelled');
      expect(kept).toBe(keepCheckpoint);
    },
  );

  it('keeps what cancelled work still made', async () => {
    const jobs = new JobManager();
    const { job: id } = jobs.start('training', 'Train', async (context) => {
      await untilCancelled(context).catch(() => undefined);
      return { model: 'best so far' };
    });
    const job = await jobs.cancel({ id, keepCheckpoint: false });
    expect(job).toMatchObject({ state: 'cancelled', result: { model: 'best so far' }, error: null });
  });

  it('shows a failure during cancelling as a failure', async () => {
    const jobs = new JobManager();
    const { job: id } = jobs.start('import', 'Import', async (context) => {
      await untilCancelled(context).catch(() => undefined);
      throw new LacunaError('disk_full', 'no space for the checkpoint');
    });
    expect(await jobs.cancel({ id, keepCheckpoint: true })).toMatchObject({
      state: 'failed',
      error: { code: 'disk_full' },
    });
  });

  it('ends a queued job at once without running it, and leaves an ended one as it is', async () => {
    const jobs = new JobManager();
    const first = controlled();
    const never = vi.fn(untilCancelled);
    const { job: running } = jobs.start('training', 'a', first.work);
    const { job: queued } = jobs.start('training', 'b', never);
    expect((await jobs.cancel({ id: queued, keepCheckpoint: false })).state).toBe('cancelled');
    first.resolve({});
    await collect(jobs.watch({ id: running }));
    expect(never).not.toHaveBeenCalled();
    expect((await jobs.cancel({ id: running, keepCheckpoint: false })).state).toBe('done');
  });
});

describe('what another host left', () => {
  const left = { id: 'old', kind: 'import', title: 'Import', startedAt: '2026-07-01T00:00:00Z' } as const;

  it('is interrupted until it is asked for again, which takes its place', async () => {
    const onEnd = vi.fn();
    const jobs = new JobManager({ onEnd });
    jobs.recall({
      ...left,
      again: () => Promise.resolve(jobs.start('import', 'Import', () => Promise.resolve({}))),
    });
    expect(await jobs.list()).toMatchObject([{ id: 'old', state: 'interrupted', resumable: true }]);
    expect(jobs.busy).toBe(false);
    const { job } = await jobs.resume({ id: 'old' });
    expect((await jobs.list()).map(({ id }) => id)).toEqual([job]);
    expect(onEnd.mock.calls.map(([ended]) => (ended as Job).id)).toContain('old');
  });

  it('stays when it cannot be started again', async () => {
    const jobs = new JobManager();
    jobs.recall({ ...left, again: () => Promise.reject(new LacunaError('missing_file', 'gone')) });
    await expect(jobs.resume({ id: 'old' })).rejects.toMatchObject({ code: 'missing_file' });
    expect(await jobs.list()).toHaveLength(1);
  });

  it('can be given up, and what nothing can start again only so', async () => {
    const jobs = new JobManager();
    jobs.recall({ ...left, again: null });
    expect((await jobs.get({ id: 'old' })).resumable).toBe(false);
    await expect(jobs.resume({ id: 'old' })).rejects.toMatchObject({ code: 'not_found' });
    expect(await jobs.dismiss({ id: 'old' })).toEqual({ dismissed: true });
    expect(await jobs.list()).toEqual([]);
  });
});

it('logs each step once, and does not take a running job off the list', async () => {
  const jobs = new JobManager();
  const { work, resolve, context } = controlled();
  const { job: id } = jobs.start('import', 'Import', work);
  for (const text of ['reading a', 'reading a', 'reading b']) context().progress(step(text));
  expect((await jobs.log({ id })).map(({ text }) => text)).toEqual(['reading a', 'reading b']);
  expect(await jobs.dismiss({ id })).toEqual({ dismissed: false });
  resolve({});
});

it('closes by pausing everything and waiting for it, and starts nothing afterwards', async () => {
  const jobs = new JobManager();
  let stopped = false;
  jobs.start('training', 'a', async (context) => {
    await untilCancelled(context).catch(() => undefined);
    expect(keepsCheckpoint(context.signal)).toBe(true);
    await sleep(20);
    stopped = true;
    return {};
  });
  const { job: queued } = jobs.start('training', 'b', untilCancelled);
  await jobs.close();
  expect([stopped, jobs.busy, (await jobs.get({ id: queued })).state]).toEqual([true, false, 'cancelled']);
  expect(() => jobs.start('import', 'c', untilCancelled)).toThrow('closing');
});
