import { describe, expect, it, vi } from 'vitest';
import type { Job } from '../api/services.ts';
import { endedBetween, followWork, signsOf } from './job-signs.ts';

const job = (id: string, state: Job['state'], fraction: number | null = null): Job => ({
  id,
  kind: 'training',
  title: `Training ${id}`,
  state,
  startedAt: '2026-01-01T00:00:00Z',
  endedAt: null,
  progress: { step: 'epoch', fraction, secondsLeft: null },
  result: null,
  error: null,
  resumable: false,
});

describe('signs of running work', () => {
  it.each([
    { name: 'nothing', jobs: [], signs: { busy: false, progress: -1 } },
    { name: 'what has ended', jobs: [job('a', 'done', 1)], signs: { busy: false, progress: -1 } },
    { name: 'what only waits', jobs: [job('a', 'queued')], signs: { busy: false, progress: -1 } },
    { name: 'one', jobs: [job('a', 'running', 0.25)], signs: { busy: true, progress: 0.25 } },
    {
      name: 'several',
      jobs: [job('a', 'running', 0.2), job('b', 'running', 0.6), job('c', 'running'), job('d', 'failed', 1)],
      signs: { busy: true, progress: 0.4 },
    },
    { name: 'no estimate', jobs: [job('a', 'running')], signs: { busy: true, progress: 2 } },
  ])('are those of $name', ({ jobs, signs }) => {
    expect(signsOf(jobs)).toEqual({ busy: signs.busy, progress: expect.closeTo(signs.progress) as number });
  });
});

it('finds what ended since the last look, once', () => {
  const before = [job('a', 'running'), job('b', 'queued'), job('c', 'done'), job('d', 'running')];
  const now = [
    job('a', 'done'),
    job('b', 'cancelled'),
    job('c', 'done'),
    job('d', 'running'),
    job('e', 'done'),
  ];
  expect(endedBetween(before, now).map(({ id }) => id)).toEqual(['a', 'b']);
  expect(endedBetween(now, now)).toEqual([]);
});

it('follows work: its progress, a computer that stays awake once and only meanwhile, and its end', async () => {
  async function* watchAll(): AsyncGenerator<Job[], void> {
    yield [job('a', 'queued')];
    yield [job('a', 'running', 0.5)];
    yield [job('a', 'running', 0.6), job('b', 'running')];
    yield [job('a', 'failed'), job('b', 'running')];
    yield [job('a', 'failed'), job('b', 'done')];
    await Promise.resolve();
  }
  const letSleep = vi.fn();
  const signs = {
    isGone: vi.fn(() => false),
    showProgress: vi.fn(),
    stayAwake: vi.fn(() => letSleep),
    tellEnd: vi.fn((_job: Job) => undefined),
  };
  await followWork({ watchAll }, signs);
  expect(signs.showProgress.mock.calls.flat()).toEqual([-1, 0.5, 0.6, 2, -1]);
  expect([signs.stayAwake.mock.calls.length, letSleep.mock.calls.length]).toEqual([1, 1]);
  expect(signs.tellEnd.mock.calls.map(([{ id, state }]) => `${id} ${state}`)).toEqual(['a failed', 'b done']);
  signs.isGone.mockReturnValueOnce(true);
  await followWork({ watchAll }, signs);
  expect(signs.showProgress).toHaveBeenCalledTimes(5);
});
