import { existsSync, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { MenuItemConstructorOptions } from 'electron';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { StubWindow, stubElectron, type ElectronStub, type StubContents } from '../testing/electron-stub.ts';
import { stubServices } from '../testing/stub-services.ts';

/** The shell as a whole, from `main.ts` on, over a stub of Electron. */

let electron: ElectronStub;
let home: string;
const running = {
  services: stubServices({ databases: { list: () => Promise.resolve([]) } }),
  jobs: { busy: false },
  prepareFirstDemo: vi.fn(),
  close: vi.fn(() => Promise.resolve()),
};
vi.mock('../services/create-services.ts', () => ({ createServices: () => running }));
const { argv } = process;

const printed: string[] = [];

beforeEach(() => {
  vi.resetModules();
  vi.clearAllMocks();
  running.jobs.busy = false;
  electron = stubElectron();
  vi.doMock('electron', () => electron);
  home = mkdtempSync(join(tmpdir(), 'lacuna-shell-'));
  vi.stubEnv('LACUNA_HOME', home);
  printed.length = 0;
  vi.spyOn(process.stdout, 'write').mockImplementation((text) => {
    printed.push(String(text));
    return true;
  });
});
afterEach(() => {
  process.argv = argv;
  vi.restoreAllMocks();
  vi.unstubAllEnvs();
  vi.unstubAllGlobals();
  rmSync(home, { recursive: true });
});

/** Starts the program and returns its window. */
async function startProgram(...args: string[]): Promise<StubWindow> {
  process.argv = ['lacuna', ...args];
  await import('./main.ts');
  await vi.waitFor(() => expect(running.prepareFirstDemo).toHaveBeenCalledOnce());
  return StubWindow.all[0]!;
}

/** An event that can be prevented, and whether it was. */
const preventable = (more: object = {}) => ({ ...more, preventDefault: vi.fn() });

describe('starting', () => {
  it('hands over to the first instance and ends', async () => {
    electron.app.firstInstance = false;
    await import('./main.ts');
    await vi.waitFor(() => expect(electron.app.quit).toHaveBeenCalledOnce());
    expect(StubWindow.all).toEqual([]);
  });

  it('brings the window to the front, on the page that a second start asks for', async () => {
    const window = await startProgram();
    window.minimized = true;
    electron.app.emit('second-instance', {}, ['lacuna', '--flag', '--page=/models'], '/', {});
    expect([window.restore.mock.calls.length, window.focus.mock.calls.length]).toEqual([1, 1]);
    expect(window.webContents.send.mock.calls).toEqual([['lacuna:openPage', '/models']]);
    electron.app.emit('second-instance', {}, ['lacuna', '--page=https://evil.example'], '/', {});
    expect(window.webContents.send).toHaveBeenCalledOnce();
  });

  it('keeps the window profile in the data folder, and finds no host by name', async () => {
    await startProgram();
    expect(electron.app.paths.get('userData')).toBe(join(home, 'window'));
    expect(electron.app.switches.get('host-resolver-rules')).toBe('MAP * ~NOTFOUND');
    expect(electron.app.switches.has('disable-background-networking')).toBe(true);
  });

  it('registers the scheme as a secure origin with streams', async () => {
    await startProgram();
    const privileges = { standard: true, secure: true, supportFetchAPI: true, stream: true };
    expect(electron.protocol.registerSchemesAsPrivileged).toHaveBeenCalledWith([
      { scheme: 'app', privileges },
    ]);
  });

  it('opens an isolated, sandboxed window on the page asked for, shows it when painted, and says so', async () => {
    const window = await startProgram('--page=/patients/7');
    expect(window.options['webPreferences']).toMatchObject({
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      webSecurity: true,
      webviewTag: false,
      session: electron.sessionOfWindow,
    });
    expect(window.loadURL).toHaveBeenCalledWith('app://lacuna/patients/7');
    expect([window.options['show'], window.show.mock.calls.length, printed]).toEqual([false, 0, []]);
    window.emit('ready-to-show');
    expect([window.show.mock.calls.length, printed]).toEqual([1, ['lacuna-window-ready\n']]);
    expect(electron.session.fromPartition).toHaveBeenCalledWith('persist:lacuna', { cache: false });
  });

  it('shows why it cannot start', async () => {
    vi.stubEnv('LACUNA_HOME', '/dev/null/below');
    await import('./main.ts');
    await vi.waitFor(() => expect(electron.app.exit).toHaveBeenCalledWith(1));
    expect(electron.dialog.showErrorBox).toHaveBeenCalledOnce();
  });
});

describe('the window reaches nothing but its own scheme', () => {
  const cancelled = (url: string): boolean | undefined => {
    let answer: boolean | undefined;
    electron.sessionOfWindow.beforeRequest?.({ url }, ({ cancel }) => (answer = cancel));
    return answer;
  };

  it('answers calls and pages of its origin, and no other host of the scheme', async () => {
    await startProgram();
    const handle = electron.sessionOfWindow.schemes.get('app')!;
    const call = await handle(new Request('app://lacuna/api/trpc/databases.list'));
    expect([call.status, await call.json()]).toEqual([200, { result: { data: [] } }]);
    expect(call.headers.get('content-security-policy')).toContain("default-src 'none'");
    expect((await handle(new Request('app://other/api/trpc/databases.list'))).status).toBe(404);
    expect((await handle(new Request('app://lacuna.evil/'))).status).toBe(404);
  });

  it.each([
    'https://example.org/',
    'http://127.0.0.1:4310/',
    'ws://localhost/',
    'file:///etc/passwd',
    'app://lacunaevil/x',
    'app://other/',
    'blob:https://example.org/1',
    'devtools://devtools/bundled/x.js',
    'chrome-extension://abc/x.js',
  ])('cancels a request to %s', async (url) => {
    await startProgram();
    expect(cancelled(url)).toBe(true);
  });

  it('lets its own files and blobs pass, and developer tools where Lacuna is developed', async () => {
    await startProgram();
    expect(cancelled('app://lacuna/assets/x.js')).toBe(false);
    expect(cancelled('blob:app://lacuna/1')).toBe(false);
    electron.app.isPackaged = false;
    expect(cancelled('devtools://devtools/x.js')).toBe(false);
  });

  it('denies every permission, device, screen and spelling dictionary', async () => {
    await startProgram();
    const session = electron.sessionOfWindow;
    const answers: unknown[] = [];
    for (const permission of ['media', 'geolocation', 'notifications', 'clipboard-read', 'openExternal']) {
      session.permissionRequest?.({}, permission, (granted) => answers.push(granted));
    }
    session.displayMedia?.({}, (streams) => answers.push(streams));
    expect(answers).toEqual([false, false, false, false, false, {}]);
    expect([session.permissionCheck?.(), session.devicePermission?.(), session.spellChecker]).toEqual([
      false,
      false,
      false,
    ]);
  });

  it('downloads only what the page itself has made', async () => {
    await startProgram();
    const download = (url: string) => {
      const event = preventable();
      electron.sessionOfWindow.emit('will-download', event, { getURL: () => url });
      return event.preventDefault.mock.calls.length;
    };
    expect([download('blob:app://lacuna/1'), download('https://example.org/x.exe')]).toEqual([0, 1]);
  });

  it.each(['will-frame-navigate', 'will-redirect'])('stays on its origin (%s)', async (name) => {
    const { webContents } = await startProgram();
    const prevented = (url: string) => {
      const event = preventable({ url });
      webContents.emit(name, event);
      return event.preventDefault.mock.calls.length;
    };
    expect(
      ['https://example.org', 'file:///etc/passwd', 'app://lacuna.evil/', 'javascript:1'].map(prevented),
    ).toEqual([1, 1, 1, 1]);
    expect(prevented('app://lacuna/models')).toBe(0);
  });

  it('opens no second window and embeds none', async () => {
    const { webContents } = await startProgram();
    expect(webContents.openHandler?.()).toEqual({ action: 'deny' });
    const event = preventable();
    webContents.emit('will-attach-webview', event);
    expect(event.preventDefault).toHaveBeenCalledOnce();
  });
});

describe('native calls', () => {
  const call = (contents: StubContents, name: string, ...input: unknown[]): Promise<unknown> => {
    const answer = electron.ipcHandlers.get(`lacuna:${name}`);
    return Promise.resolve().then(() => answer?.({ senderFrame: contents.mainFrame }, ...input));
  };

  it('choose a folder or a file, or nothing', async () => {
    const { webContents } = await startProgram();
    electron.dialog.showOpenDialog.mockResolvedValueOnce({ filePaths: ['/data/mimic'] });
    expect(await call(webContents, 'chooseFolder')).toBe('/data/mimic');
    const filters = [{ name: 'Model', extensions: ['lacuna'] }];
    expect(await call(webContents, 'chooseFile', filters)).toBeNull();
    expect(electron.dialog.showOpenDialog.mock.calls.map(([, options]) => options)).toEqual([
      { properties: ['openDirectory'] },
      { properties: ['openFile'], filters },
    ]);
  });

  it('save what the page gives where the user says, for the owner only', async () => {
    const { webContents } = await startProgram();
    const filePath = join(home, 'table.csv');
    electron.dialog.showSaveDialog.mockResolvedValueOnce({ filePath });
    expect(await call(webContents, 'saveFile', '../../etc/table.csv', 'a,b\n')).toBe(filePath);
    expect(readFileSync(filePath, 'utf8')).toBe('a,b\n');
    expect(statSync(filePath).mode & 0o777).toBe(0o600);
    expect(electron.dialog.showSaveDialog.mock.calls[0]).toMatchObject([{}, { defaultPath: 'table.csv' }]);
    electron.dialog.showSaveDialog.mockResolvedValueOnce({ filePath });
    await call(webContents, 'saveFile', 'x.png', Uint8Array.of(1, 2));
    expect([...readFileSync(filePath)]).toEqual([1, 2]);
  });

  it('name a place for the host to write to', async () => {
    const { webContents } = await startProgram();
    electron.dialog.showSaveDialog.mockResolvedValueOnce({ filePath: '/exports/m.lacuna' });
    expect(await call(webContents, 'chooseSavePath', 'm.lacuna')).toBe('/exports/m.lacuna');
  });

  it('save and print nothing when the user cancels', async () => {
    const { webContents } = await startProgram();
    expect(await call(webContents, 'saveFile', 'x.csv', 'a')).toBeNull();
    expect(await call(webContents, 'printToPdf', 'x.pdf')).toBeNull();
    expect(webContents.printToPDF).not.toHaveBeenCalled();
  });

  it('print the page to a PDF', async () => {
    const { webContents } = await startProgram();
    const filePath = join(home, 'patient.pdf');
    electron.dialog.showSaveDialog.mockResolvedValueOnce({ filePath });
    expect(await call(webContents, 'printToPdf', 'patient.pdf')).toBe(filePath);
    expect(readFileSync(filePath, 'utf8')).toBe('%PDF');
  });

  it('copy text', async () => {
    const { webContents } = await startProgram();
    await call(webContents, 'copyText', '10027445');
    expect(electron.clipboard.writeText).toHaveBeenCalledWith('10027445');
  });

  it('are refused to any frame but the page of the window', async () => {
    const { webContents } = await startProgram();
    const channels = [...electron.ipcHandlers.keys()];
    expect(channels).toHaveLength(6);
    for (const channel of channels) {
      for (const frame of [null, { url: 'app://lacuna/' }, { url: 'https://evil.example/' }]) {
        expect(() => electron.ipcHandlers.get(channel)?.({ senderFrame: frame })).toThrow(
          'does not come from',
        );
      }
    }
    webContents.mainFrame.url = 'https://evil.example/';
    await expect(call(webContents, 'chooseFolder')).rejects.toThrow('does not come from');
  });

  it.each([
    { name: 'saveFile', input: ['x', 5] },
    { name: 'saveFile', input: ['x', 'a', '/etc/passwd'] },
    { name: 'saveFile', input: [] },
    { name: 'chooseFolder', input: ['/etc'] },
    { name: 'chooseFile', input: [[{ name: 'x', extensions: ['../x'] }]] },
    { name: 'copyText', input: [{ text: 'x' }] },
    { name: 'printToPdf', input: [''] },
  ])('refuse malformed input: $name $input', async ({ name, input }) => {
    const { webContents } = await startProgram();
    await expect(call(webContents, name, ...input)).rejects.toThrow();
    expect(electron.dialog.showSaveDialog).not.toHaveBeenCalled();
    expect(electron.dialog.showOpenDialog).not.toHaveBeenCalled();
  });
});

describe('the window', () => {
  it('is reloaded after a crash, but not for ever', async () => {
    const { webContents, reload } = await startProgram();
    webContents.emit('render-process-gone', {}, { reason: 'clean-exit' });
    expect(reload).not.toHaveBeenCalled();
    for (let crash = 0; crash < 4; crash++)
      webContents.emit('render-process-gone', {}, { reason: 'crashed' });
    expect(reload).toHaveBeenCalledTimes(3);
    expect(electron.dialog.showErrorBox).toHaveBeenCalledOnce();
  });

  it('comes back where it was', async () => {
    const window = await startProgram();
    window.emit('close', preventable());
    expect(existsSync(join(home, 'window-state.json'))).toBe(true);
    vi.resetModules();
    running.prepareFirstDemo.mockClear();
    electron = stubElectron();
    vi.doMock('electron', () => electron);
    const again = await startProgram();
    expect(again.options).toMatchObject({ x: 10, y: 20, width: 900, height: 700 });
  });
});

describe('quitting', () => {
  it('closes the services first, then quits, whichever way it began', async () => {
    const window = await startProgram();
    const event = preventable();
    window.emit('close', event);
    expect(event.preventDefault).toHaveBeenCalledOnce();
    await vi.waitFor(() => expect(electron.app.quit).toHaveBeenCalledOnce());
    expect(running.close).toHaveBeenCalledOnce();
    expect(electron.dialog.showMessageBox).not.toHaveBeenCalled();
    const after = preventable();
    electron.app.emit('before-quit', after);
    window.emit('close', after);
    expect(after.preventDefault).not.toHaveBeenCalled();
  });

  it('asks while a job runs, goes on working if told so, and closes once however often it is asked', async () => {
    const window = await startProgram();
    running.jobs.busy = true;
    electron.app.emit('before-quit', preventable());
    await vi.waitFor(() => expect(electron.dialog.showMessageBox).toHaveBeenCalledOnce());
    await Promise.resolve();
    expect([running.close.mock.calls.length, electron.app.quit.mock.calls.length]).toEqual([0, 0]);

    electron.dialog.showMessageBox.mockResolvedValueOnce({ response: 1 });
    window.emit('close', preventable());
    window.emit('close', preventable());
    electron.app.emit('before-quit', preventable());
    await vi.waitFor(() => expect(electron.app.quit).toHaveBeenCalledOnce());
    expect([running.close.mock.calls.length, electron.dialog.showMessageBox.mock.calls.length]).toEqual([
      1, 2,
    ]);
  });

  it('says what could not be put away, and quits all the same', async () => {
    const window = await startProgram();
    running.close.mockRejectedValueOnce(new Error('disk'));
    window.emit('close', preventable());
    await vi.waitFor(() => expect(electron.app.quit).toHaveBeenCalledOnce());
    expect(electron.dialog.showErrorBox).toHaveBeenCalledOnce();
  });
});

describe('the menu', () => {
  async function menuOn(platform: NodeJS.Platform): Promise<MenuItemConstructorOptions[]> {
    vi.stubGlobal('process', Object.create(process, { platform: { value: platform } }));
    await startProgram();
    return electron.Menu.setApplicationMenu.mock.calls[0]?.[0] as MenuItemConstructorOptions[];
  }
  const names = (menu: MenuItemConstructorOptions[]) => menu.map(({ role, label }) => role ?? label);

  it('is that of the system', async () => {
    expect(names(await menuOn('darwin'))).toEqual([
      'appMenu',
      'File',
      'editMenu',
      'viewMenu',
      'Go',
      'windowMenu',
    ]);
  });

  it('has help and quit where there is no application menu', async () => {
    const menu = await menuOn('linux');
    expect(names(menu)).toEqual(['File', 'editMenu', 'viewMenu', 'Go', 'windowMenu', 'help']);
    expect((menu[0]?.submenu as MenuItemConstructorOptions[]).at(-1)?.role).toBe('quit');
  });

  it('opens pages', async () => {
    const menu = await menuOn('linux');
    const go = menu.find(({ label }) => label === 'Go')?.submenu as MenuItemConstructorOptions[];
    go.find(({ label }) => label === 'Models')?.click?.({} as never, undefined, {});
    expect(StubWindow.all[0]?.webContents.send).toHaveBeenCalledWith('lacuna:openPage', '/models');
  });
});
