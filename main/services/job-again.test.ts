import { expect, it, vi } from 'vitest';
import type { DatabaseSummary, TrainingRequest, TrainingRun } from '../api/services.ts';
import type { JournalEntry } from '../jobs/job-journal.ts';
import { stubServices } from '../testing/stub-services.ts';
import { againOf } from './job-again.ts';

const request = { task: 'mortality-90d', trainingPreset: 'quick' } as TrainingRequest;
const left = (more: Partial<JournalEntry>): JournalEntry => ({
  id: 'old',
  kind: 'training',
  title: 'Training',
  startedAt: '2026-07-01T00:00:00.000Z',
  database: '/data/a.sqlite',
  request: { kind: 'training', request },
  run: null,
  pid: null,
  ...more,
});

function host(run: Pick<TrainingRun, 'run' | 'resumable'>) {
  const open = vi.fn(() => Promise.resolve({} as DatabaseSummary));
  const start = vi.fn(() => Promise.resolve({ job: 'started' }));
  const resume = vi.fn(() => Promise.resolve({ job: 'resumed' }));
  const services = stubServices({
    databases: {
      list: () => Promise.resolve([{ path: '/data/a.sqlite', current: true } as DatabaseSummary]),
      open,
    },
    training: { start, resume, runs: () => Promise.resolve([run as TrainingRun]) },
    imports: { start },
  });
  return { services, open, start, resume };
}

it('goes on from a checkpoint, and begins again where there is none', async () => {
  const { services, open, start } = host({ run: 'run-1', resumable: true });
  expect(await againOf(services, left({ run: 'run-1' }))?.()).toEqual({ job: 'resumed' });
  expect(await againOf(services, left({ run: null }))?.()).toEqual({ job: 'started' });
  expect(start).toHaveBeenCalledWith(request);
  expect(open).not.toHaveBeenCalled();
  const without = host({ run: 'run-1', resumable: false });
  expect(await againOf(without.services, left({ run: 'run-1' }))?.()).toEqual({ job: 'started' });
});

it('opens the database of the job first', async () => {
  const { services, open, start } = host({ run: 'run-1', resumable: true });
  const job = left({ database: '/data/b.sqlite', request: { kind: 'import', folder: '/mimic' } });
  await againOf(services, job)?.();
  expect(open).toHaveBeenCalledWith({ path: '/data/b.sqlite', create: false });
  expect(start).toHaveBeenCalledWith({ folder: '/mimic', source: undefined, mapping: undefined });
});

it('cannot ask for what was not kept', () => {
  expect(againOf(host({ run: 'run-1', resumable: true }).services, left({ request: null }))).toBeNull();
});
