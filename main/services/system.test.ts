import { expect, it, vi } from 'vitest';
import type { HostParts } from './host-parts.ts';
import { systemServices } from './system.ts';

const administrator = vi.hoisted(() => ({ url: null as string | null }));
vi.mock('../system/update-file.ts', () => ({
  updateFile: () => '/etc/lacuna/update.json',
  readUpdateFile: () => (administrator.url === null ? null : { url: administrator.url }),
}));
const updatesOf = (window: HostParts['window']) => systemServices({ window } as HostParts).updates();

it('says where the desktop looks for updates, and that it looks nowhere without the file', async () => {
  expect(await updatesOf('electron')).toEqual({ file: '/etc/lacuna/update.json', url: null });
  administrator.url = 'https://updates.example/';
  expect(await updatesOf('electron')).toEqual({ file: '/etc/lacuna/update.json', url: administrator.url });
});

it('says nothing of updates in a browser, which updates nothing', async () => {
  expect(await updatesOf('browser')).toBeNull();
});
