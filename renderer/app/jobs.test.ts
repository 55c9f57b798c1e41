// @vitest-environment jsdom
import { describe, expect, it } from 'vitest';
import type { Job } from '../../main/api/services.ts';
import { justEnded } from './jobs.ts';

const job = (id: string, state: Job['state']): Job => ({
  id,
  kind: 'import',
  title: id,
  state,
  startedAt: '2026-07-01T00:00:00Z',
  endedAt: null,
  progress: null,
  result: null,
  error: null,
  resumable: false,
});

describe('justEnded', () => {
  it('names jobs that were open and are not any more', () => {
    const before = [job('a', 'running'), job('b', 'queued'), job('c', 'done')];
    const now = [job('a', 'done'), job('b', 'running'), job('c', 'done')];
    expect(justEnded(before, now).map(({ id }) => id)).toEqual(['a']);
  });

  it('is silent about jobs that ended before the window opened', () => {
    expect(justEnded([], [job('a', 'failed')])).toEqual([]);
  });
});
