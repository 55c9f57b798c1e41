// @vitest-environment jsdom
import { fireEvent, screen } from '@testing-library/react';
import { describe, expect, it, vi } from 'vitest';
import type { Failure } from '../app/failure.ts';
import '../testing/browser-stubs.ts';
import { showAt } from '../testing/in-router.tsx';
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
    showAt('/patients', <FailurePanel failure={failure} />);
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
    showAt('/patients', <FailurePanel failure={{ ...failure, file: '<img src=x>.csv' }} />);
    expect(document.querySelector('img')).toBeNull();
  });

  it('offers to try again only where that can help', () => {
    const retry = vi.fn();
    showAt('/patients', <FailurePanel failure={failure} onRetry={retry} />);
    fireEvent.click(screen.getByRole('button', { name: 'Try again' }));
    expect(retry).toHaveBeenCalledOnce();
  });

  it.each([
    { code: 'server_off', button: 'Open Settings', leads: '/settings' },
    { code: 'cohort_empty', button: 'Go to Cohort', leads: '/cohort' },
    { code: 'missing_column', button: 'Go to Import', leads: '/import' },
    { code: 'database_damaged', button: 'Go to Start', leads: '/' },
  ] as const)('leads from $code to where it is mended', ({ code, button, leads }) => {
    const history = showAt('/patients', <FailurePanel failure={{ code, message: '' }} />);
    fireEvent.click(screen.getByRole('button', { name: button }));
    expect(history.location.pathname).toBe(leads);
  });

  it.each([
    { name: 'one is there already', code: 'missing_column', address: '/import' },
    { name: 'no button can do anything', code: 'port_taken', address: '/patients' },
  ] as const)('offers nothing where $name', ({ code, address }) => {
    showAt(address, <FailurePanel failure={{ code, message: '' } satisfies Failure} />);
    expect(screen.queryByRole('button')).toBeNull();
  });
});
