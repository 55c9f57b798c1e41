// @vitest-environment jsdom
import { fireEvent, screen, waitFor } from '@testing-library/react';
import { beforeEach, expect, it, vi } from 'vitest';
import '../../testing/browser-stubs.ts';
import { showAt } from '../../testing/in-router.tsx';
import { ServerChoice } from './server-choice.tsx';

const shown = vi.hoisted(() => vi.fn());
vi.mock('@mantine/notifications', () => ({ notifications: { show: shown } }));
vi.mock('../../app/client.ts', () => ({
  api: {
    settings: {
      get: { queryOptions: () => ({ queryKey: ['settings'], queryFn: () => ({ postgresAllowed: true }) }) },
    },
  },
}));
const calls = vi.hoisted(() => ({ keepPassword: vi.fn(), hasPassword: vi.fn(), forgetPassword: vi.fn() }));
const program = vi.hoisted(() => ({ desktop: undefined as typeof calls | undefined }));
vi.mock('../../app/desktop.ts', () => ({
  get desktop() {
    return program.desktop;
  },
}));

const ADDRESS = 'postgresql://reader@localhost:5432/mimic';
const KEEP = 'Keep the password on this computer, encrypted by the system';
const onChoose = vi.fn();
beforeEach(() => {
  vi.resetAllMocks();
  program.desktop = calls;
  calls.hasPassword.mockResolvedValue(false);
});

/** Fills the form in, without sending it. */
async function fillIn(): Promise<void> {
  showAt('/import', <ServerChoice onChoose={onChoose} />);
  const fields = { Database: 'mimic', User: 'reader', Password: 's3cret' };
  await screen.findByLabelText('Database');
  for (const [label, value] of Object.entries(fields)) {
    fireEvent.change(screen.getByLabelText(label), { target: { value } });
  }
}
const send = (): void => void fireEvent.click(screen.getByRole('button', { name: 'Look inside' }));

it('keeps a password only when asked to, and shows that it does', async () => {
  calls.keepPassword.mockResolvedValue(true);
  await fillIn();
  send();
  expect(onChoose).toHaveBeenCalledOnce();
  expect(calls.keepPassword).not.toHaveBeenCalled();
  fireEvent.click(screen.getByLabelText(KEEP));
  calls.hasPassword.mockResolvedValue(true);
  send();
  expect(await screen.findByText(/is kept on this computer/)).toBeDefined();
  expect(calls.keepPassword.mock.calls).toEqual([[ADDRESS, 's3cret']]);
  calls.hasPassword.mockResolvedValue(false);
  fireEvent.click(screen.getByRole('button', { name: 'Forget it' }));
  await waitFor(() => expect(screen.queryByText(/is kept on this computer/)).toBeNull());
  expect(calls.forgetPassword).toHaveBeenCalledWith(ADDRESS);
});

it('says where the system offers no safe place, and imports all the same', async () => {
  calls.keepPassword.mockResolvedValue(false);
  await fillIn();
  fireEvent.click(screen.getByLabelText(KEEP));
  send();
  await waitFor(() => expect(shown).toHaveBeenCalledOnce());
  expect(shown.mock.calls[0]).toMatchObject([
    { message: expect.stringContaining('no safe place') as string },
  ]);
  expect(onChoose).toHaveBeenCalledWith(expect.objectContaining({ address: ADDRESS, password: 's3cret' }));
});

it('offers nothing of it in a browser', async () => {
  program.desktop = undefined;
  await fillIn();
  expect(screen.queryByLabelText(KEEP)).toBeNull();
});
