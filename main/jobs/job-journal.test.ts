import { mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { beforeEach, expect, it, vi } from 'vitest';
import { temporaryFolder } from '../testing/temporary-folder.ts';
import { JobJournal } from './job-journal.ts';

let home: string;
beforeEach(() => {
  home = temporaryFolder();
});

const open = (): JobJournal => new JobJournal(home, (error) => expect.fail(String(error)));
const entry = (id: string) => ({
  id,
  kind: 'audit' as const,
  title: 'Auditing a model',
  startedAt: '2026-07-01T00:00:00.000Z',
  database: '/data/a.sqlite',
  request: { kind: 'audit' as const, model: 'm' },
});
const ids = (journal: JobJournal): string[] => journal.left.map(({ id }) => id);

it('leaves to the next host what has not ended, with the run that it wrote', () => {
  const first = open();
  expect(first.left).toEqual([]);
  first.begin(entry('done'));
  first.begin(entry('open'));
  first.names('open', 'run-1');
  first.end('done');
  first.leave();
  const [left] = open().left;
  expect(left).toEqual({ ...entry('open'), run: 'run-1', pid: null });
  expect(statSync(path.join(home, 'jobs.json')).mode & 0o777).toBe(0o600);
});

it('finds jobs of a host that was killed, and not those of one that runs', () => {
  const killed = { ...entry('killed'), run: null, pid: 2 ** 22 + 1 };
  const running = { ...entry('running'), run: null, pid: process.pid };
  writeFileSync(path.join(home, 'jobs.json'), JSON.stringify([killed, running]));
  const next = open();
  expect(ids(next)).toEqual(['killed']);
  next.begin(entry('new'));
  next.end('killed');
  const kept = JSON.parse(readFileSync(path.join(home, 'jobs.json'), 'utf8')) as { id: string }[];
  expect(kept.map(({ id }) => id)).toEqual(['running', 'new']);
});

it('says that the file is damaged, and begins anew', () => {
  writeFileSync(path.join(home, 'jobs.json'), '{');
  const onFailure = vi.fn();
  expect(new JobJournal(home, onFailure).left).toEqual([]);
  expect(onFailure).toHaveBeenCalledOnce();
});

it('keeps no job from its start or its end when it cannot be written, and says so', () => {
  const onFailure = vi.fn();
  const journal = new JobJournal(home, onFailure);
  journal.begin(entry('running'));
  rmSync(path.join(home, 'jobs.json'));
  mkdirSync(path.join(home, 'jobs.json', 'in-the-way'), { recursive: true });
  journal.names('running', 'run-1');
  journal.begin(entry('next'));
  journal.end('next');
  journal.leave();
  expect(onFailure).toHaveBeenCalledTimes(4);
  rmSync(path.join(home, 'jobs.json'), { recursive: true });
  journal.leave();
  expect(open().left).toEqual([{ ...entry('running'), run: 'run-1', pid: null }]);
});
