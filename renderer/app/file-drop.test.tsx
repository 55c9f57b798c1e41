// @vitest-environment jsdom
import { act } from '@testing-library/react';
import { beforeEach, expect, it, vi } from 'vitest';
import type { Desktop } from '../../main/api/desktop.ts';
import '../testing/browser-stubs.ts';
import { showAt } from '../testing/in-router.tsx';
import { useFileDrop } from './file-drop.ts';

const shown = vi.hoisted(() => vi.fn());
vi.mock('@mantine/notifications', () => ({ notifications: { show: shown } }));
const program = vi.hoisted(() => ({ desktop: undefined as Pick<Desktop, 'pathOf'> | undefined }));
vi.mock('./desktop.ts', () => ({
  get desktop() {
    return program.desktop;
  },
}));

function Probe() {
  useFileDrop();
  return null;
}

const item = (name: string, isDirectory = false) => ({
  getAsFile: () => new File([], name),
  webkitGetAsEntry: () => ({ isDirectory }),
});

/** Drops things onto the window. @returns whether the browser's own answer to it was held off. */
function drop(items: readonly object[], types: readonly string[] = ['Files']): boolean {
  const event = Object.assign(new Event('drop', { cancelable: true }), { dataTransfer: { items, types } });
  act(() => void window.dispatchEvent(event));
  return event.defaultPrevented;
}

beforeEach(() => {
  shown.mockClear();
  program.desktop = { pathOf: ({ name }) => `/data/${name}` };
});

it.each([
  { what: 'a model', items: [item('ICU.Lacuna')], leads: '/models?bundle=%2Fdata%2FICU.Lacuna' },
  { what: 'a folder of records', items: [item('mimic', true)], leads: '/import?folder=%2Fdata%2Fmimic' },
])('opens $what', ({ items, leads }) => {
  const history = showAt('/', <Probe />);
  expect(drop(items)).toBe(true);
  expect(history.location.href).toBe(leads);
  expect(shown).not.toHaveBeenCalled();
});

it.each([
  { what: 'a file of another kind', items: [item('x.pdf')], says: 'x.pdf is no model of Lacuna' },
  {
    what: 'several at once',
    items: [item('a.lacuna'), item('b.lacuna')],
    says: 'one file or folder at a time',
  },
])('says what to do with $what, and stays', ({ items, says }) => {
  const history = showAt('/', <Probe />);
  drop(items);
  expect(history.location.href).toBe('/');
  expect(shown).toHaveBeenCalledWith(
    expect.objectContaining({ message: expect.stringContaining(says) as string }),
  );
});

it('says in a browser what to do instead, and does not leave for the file', () => {
  program.desktop = undefined;
  const history = showAt('/', <Probe />);
  expect(drop([item('a.lacuna')])).toBe(true);
  expect(history.location.href).toBe('/');
  expect(shown.mock.calls[0]).toMatchObject([
    { message: expect.stringContaining('“Import model”') as string },
  ]);
});

it('leaves text alone that is dragged within the window', () => {
  showAt('/', <Probe />);
  expect(drop([], ['text/plain'])).toBe(false);
});
