// @vitest-environment jsdom
import { act, render, screen } from '@testing-library/react';
import { expect, it } from 'vitest';
import '../testing/browser-stubs.ts';
import { usePaperTheme, usePrinting } from './printing.ts';

function DarkWindow() {
  usePaperTheme();
  return null;
}

it('puts the light theme on paper, and leaves the window as it was', () => {
  const scheme = (): string | undefined => document.documentElement.dataset['mantineColorScheme'];
  document.documentElement.dataset['mantineColorScheme'] = 'dark';
  render(<DarkWindow />);
  window.dispatchEvent(new Event('beforeprint'));
  expect(scheme()).toBe('light');
  window.dispatchEvent(new Event('afterprint'));
  expect(scheme()).toBe('dark');
});

function Probe() {
  return <p>{usePrinting() ? 'as found' : 'what if'}</p>;
}

it('has changed what is shown by the time that the printer looks', () => {
  render(<Probe />);
  expect(screen.getByText('what if')).toBeDefined();
  act(() => {
    window.dispatchEvent(new Event('beforeprint'));
  });
  expect(screen.getByText('as found')).toBeDefined();
  act(() => {
    window.dispatchEvent(new Event('afterprint'));
  });
  expect(screen.getByText('what if')).toBeDefined();
});
