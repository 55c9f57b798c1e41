// @vitest-environment jsdom
import { MantineProvider } from '@mantine/core';
import { QueryClientProvider } from '@tanstack/react-query';
import { render, screen } from '@testing-library/react';
import { expect, it } from 'vitest';
import type { Job } from '../../../main/api/services.ts';
import { api, queryClient } from '../../app/client.ts';
import '../../testing/browser-stubs.ts';
import { ListPreparation } from './list-preparation.tsx';

const JOB = {
  id: 'j',
  kind: 'list',
  title: 'Preparing the list of patients',
  state: 'running',
  startedAt: '2026-11-28T08:00:00.000Z',
  endedAt: null,
  progress: { step: 'listed 2000 of 500000 stays', fraction: 0.004, secondsLeft: null },
  result: null,
  error: null,
  resumable: false,
} satisfies Job;

it('says why there is no list yet, and how far the job is that makes it', () => {
  queryClient.setQueryData(api.jobs.list.queryKey(), [JOB]);
  render(
    <MantineProvider>
      <QueryClientProvider client={queryClient}>
        <ListPreparation job="j" />
      </QueryClientProvider>
    </MantineProvider>,
  );
  const { textContent } = screen.getByRole('status');
  expect(textContent).toContain('put together once');
  expect(textContent).toContain('listed 2000 of 500000 stays');
  expect(screen.getByRole('progressbar', { name: JOB.title })).toBeDefined();
});
