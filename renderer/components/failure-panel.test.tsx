// @vitest-environment jsdom
import { fireEvent, screen } from '@testing-library/react';
import { describe, expect, it, vi } from 'vitest';
import type { Failure } from '../app/failure.ts';
import '../testing/browser-stubs.ts';
import { showAt } from '../testing/in-router.tsx';
import { de } from '../text/de/index.ts';
import { TextContext } from '../text/index.ts';
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

  it('says in German what the host writes, with its values', () => {
    const wording = {
      message: { form: 'the column {0} is missing', values: ['valuenum'] },
      hint: { form: 'rename {0}', values: ['value'] },
    };
    const told = { ...failure, message: 'the column valuenum is missing', hint: 'rename value', wording };
    showAt(
      '/patients',
      <TextContext value={de}>
        <FailurePanel failure={told} />
      </TextContext>,
    );
    const { textContent } = screen.getByRole('alert');
    expect(textContent).toContain('Die Spalte valuenum fehlt.');
    expect(textContent).toContain('Rename value.');
    expect(textContent).not.toContain('is missing');
  });

  it('names a screen of the window, not a command, in what to do', () => {
    const hint = 'lacuna train --resume 42';
    const wording = { hint: { form: 'lacuna train --resume {0}', values: ['42'] } };
    showAt('/patients', <FailurePanel failure={{ ...failure, hint, wording }} />);
    expect(screen.getByRole('alert').textContent).toContain('Resume it on Train (42).');
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
