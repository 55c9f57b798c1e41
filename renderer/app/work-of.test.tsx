// @vitest-environment jsdom
import { fireEvent, screen } from '@testing-library/react';
import { beforeEach, expect, it, vi } from 'vitest';
import type { Job } from '../../main/api/services.ts';
import '../testing/browser-stubs.ts';
import { showAt } from '../testing/in-router.tsx';
import { StartWork, WorkOf } from './work-of.tsx';

const work = vi.hoisted(() => ({
  open: undefined as Partial<Job> | undefined,
  failure: null as Job['error'],
}));
vi.mock('./jobs.ts', () => ({ useOpenJob: () => work.open, useLastFailure: () => work.failure }));

const running = { title: 'Auditing a model', progress: null };
const failure = { code: 'cohort_empty', message: 'nobody is left' } as const;
beforeEach(() => {
  work.open = undefined;
  work.failure = null;
});

it('shows how far work is, and not what the work before came to', () => {
  Object.assign(work, { open: running, failure });
  showAt('/audit', <WorkOf kind="audit" title="Auditing" />);
  expect(screen.getByRole('heading', { name: 'Auditing' })).toBeDefined();
  expect(screen.queryByRole('alert')).toBeNull();
});

it('says why the last of it came to nothing', () => {
  work.failure = failure;
  showAt('/audit', <WorkOf kind="audit" title="Auditing" />);
  expect(screen.getByRole('alert').textContent).toContain('Nobody is left.');
});

it('starts once all is chosen, one at a time, and says why it could not', () => {
  const onStart = vi.fn();
  const button = (isReady: boolean): HTMLButtonElement => {
    document.body.replaceChildren();
    const start = { isPending: false, error: isReady ? new Error('no') : null };
    showAt(
      '/audit',
      <StartWork kind="audit" start={start} onStart={onStart} label="Audit" isReady={isReady} />,
    );
    return screen.getByRole('button', { name: 'Audit' });
  };
  expect(button(false).disabled).toBe(true);
  fireEvent.click(button(true));
  expect([onStart.mock.calls.length, screen.getAllByRole('alert').length]).toEqual([1, 1]);
  work.open = running;
  expect(button(true).disabled).toBe(true);
});
