import { beforeEach, expect, it, vi } from 'vitest';
import type { Lock } from '../api/lock.ts';
import { LacunaError } from '../errors.ts';
import { opener } from './open.ts';

const window = { show: vi.fn(), restart: vi.fn(), fail: vi.fn() };
const open = vi.fn();
const lock = { refuses: vi.fn(() => false) };
const ask = opener(window, { open }, lock as unknown as Lock);
beforeEach(() => vi.clearAllMocks());

it('shows the page that is asked for, and only the window for nothing', async () => {
  await ask({ page: '/models' });
  await ask(null);
  expect(window.show.mock.calls).toEqual([['/models'], [null]]);
  expect(open).not.toHaveBeenCalled();
});

it('opens a database that is there, then loads the window anew', async () => {
  await ask({ database: '/a.sqlite' });
  expect(open).toHaveBeenCalledWith({ path: '/a.sqlite', create: false });
  expect([window.restart.mock.calls.length, window.fail.mock.calls.length]).toEqual([1, 0]);
});

it('says what is wrong with one that cannot be opened, and keeps the other', async () => {
  open.mockRejectedValueOnce(
    new LacunaError('database_damaged', 'this is no database', { hint: 'restore it' }),
  );
  await ask({ database: '/a.sqlite' });
  expect(window.fail).toHaveBeenCalledWith('/a.sqlite\nthis is no database\nrestore it');
  expect(window.restart).not.toHaveBeenCalled();
});

it('opens nothing while Lacuna is locked', async () => {
  lock.refuses.mockReturnValueOnce(true);
  await ask({ database: '/a.sqlite' });
  expect([open.mock.calls.length, window.restart.mock.calls.length]).toEqual([0, 0]);
  expect(window.fail.mock.calls[0]?.[0]).toContain('locked');
});
