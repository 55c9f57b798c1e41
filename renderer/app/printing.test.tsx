// @vitest-environment jsdom
import { act, render, screen } from '@testing-library/react';
import { expect, it } from 'vitest';
import '../testing/browser-stubs.ts';
import { usePrinting } from './printing.ts';

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
