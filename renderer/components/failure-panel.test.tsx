// @vitest-environment jsdom
import { MantineProvider } from '@mantine/core';
import { fireEvent, render, screen } from '@testing-library/react';
import { describe, expect, it, vi } from 'vitest';
import '../testing/browser-stubs.ts';
import { FailurePanel } from './failure-panel.tsx';

const failure = {
  code: 'missing_column',
  message: 'labevents has no column valuenum',
  file: 'hosp/labevents.csv.gz',
  line: 48_213,
  column: 'valuenum',
  hint: 'compare with the release notes',
} as const;

describe('FailurePanel', () => {
  it('says what happened, what it means, what to do, and where', () => {
    render(
      <MantineProvider>
        <FailurePanel failure={failure} />
      </MantineProvider>,
    );
    const { textContent } = screen.getByRole('alert');
    for (const part of [
      'A required column is missing',
      'Labevents has no column valuenum.',
      'Nothing was imported; the database is as it was.',
      'Compare the header with the release that you downloaded.',
      'Compare with the release notes.',
      'hosp/labevents.csv.gz',
      '48,213',
      'missing_column',
    ]) {
      expect(textContent).toContain(part);
    }
  });

  it('shows what came from a file as text, never as markup', () => {
    render(
      <MantineProvider>
        <FailurePanel failure={{ ...failure, file: '<img src=x>.csv' }} />
      </MantineProvider>,
    );
    expect(document.querySelector('img')).toBeNull();
  });

  it('offers to try again only where that can help', () => {
    const retry = vi.fn();
    render(
      <MantineProvider>
        <FailurePanel failure={failure} onRetry={retry} />
      </MantineProvider>,
    );
    fireEvent.click(screen.getByRole('button', { name: 'Try again' }));
    expect(retry).toHaveBeenCalledOnce();
  });
});
