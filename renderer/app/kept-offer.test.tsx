// @vitest-environment jsdom
import { MantineProvider } from '@mantine/core';
import { act, fireEvent, render, screen, waitFor } from '@testing-library/react';
import type { ReactElement } from 'react';
import { beforeEach, expect, it, vi } from 'vitest';
import '../testing/browser-stubs.ts';
import { showAt } from '../testing/in-router.tsx';
import { useKeepOffer, useKeptOffer } from './kept-offer.tsx';

const current = vi.hoisted(() => ({ data: null as object | null }));
vi.mock('./current-database.ts', () => ({ useCurrentDatabase: () => current }));
const shown = vi.hoisted(() => vi.fn<(notice: { message: ReactElement }) => void>());
vi.mock('@mantine/notifications', () => ({ notifications: { show: shown, hide: vi.fn() } }));

const Keeper = () => <p>{useKeepOffer()}</p>;
function Offerer() {
  useKeptOffer();
  return null;
}

beforeEach(() => {
  sessionStorage.clear();
  shown.mockClear();
  current.data = null;
});

it('keeps a model while no database is open, and offers it once one is, once', async () => {
  showAt('/models?bundle=/data/icu.lacuna', <Keeper />);
  expect(screen.getByText('icu.lacuna')).toBeDefined();
  showAt('/', <Offerer />);
  expect(shown).not.toHaveBeenCalled();
  current.data = {};
  const history = showAt('/', <Offerer />);
  expect(shown).toHaveBeenCalledOnce();
  render(<MantineProvider>{shown.mock.calls[0]![0].message}</MantineProvider>);
  expect(screen.getByText(/icu\.lacuna can be added now/)).toBeDefined();
  act(() => void fireEvent.click(screen.getByRole('button', { name: 'Show the model' })));
  await waitFor(() => expect(history.location.href).toBe('/models?bundle=%2Fdata%2Ficu.lacuna'));
  showAt('/', <Offerer />);
  expect(shown).toHaveBeenCalledOnce();
});

it('offers nothing where the model is on the screen already', () => {
  showAt('/models?bundle=/data/icu.lacuna', <Keeper />);
  current.data = {};
  showAt('/models?bundle=/data/icu.lacuna', <Offerer />);
  expect([shown.mock.calls.length, sessionStorage.length]).toEqual([0, 0]);
});

it('keeps nothing of a page that offers no model', () => {
  showAt('/models', <Keeper />);
  expect(sessionStorage.length).toBe(0);
});
