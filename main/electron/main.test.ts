import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { MenuItemConstructorOptions } from 'electron';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { LacunaError } from '../errors.ts';
import type { DatabaseSummary, Job } from '../api/services.ts';
import { Changes } from '../jobs/changes.ts';
import { StubNotification, StubWindow, stubElectron, type ElectronStub } from '../testing/electron-stub.ts';
import type { ServiceOptions } from '../services/create-services.ts';
import { stubServices } from '../testing/stub-services.ts';

/** The shell as a whole, from `main.ts` on, over a stub of Electron. */

let electron: ElectronStub;
let home: string;
let jobs: Job[] = [];
let change = new Changes();
const open = vi.fn(({ path }: { path: string }) => Promise.resolve({ path } as DatabaseSummary));
const running = {
  services: {
    ...stubServices(),
    databases: { ...stubServices().databases, list: () => Promise.resolve([]), open },
  },
  jobs: {
    busy: false,
    async *watchAll() {
      for (;;) {
        const seen = change.version;
        yield jobs;
        await change.after(seen, undefined);
      }
    },
  },
  prepareFirstDemo: vi.fn(),
  close: vi.fn(() => Promise.resolve()),
};
const createServices = vi.fn((_options: ServiceOptions) => running);
vi.mock('../services/create-services.ts', () => ({ createServices }));
const updates = vi.hoisted(() => ({ url: null as string | null }));
vi.mock('../system/update-file.ts', () => ({
  updateUrl: () => updates.url,
  updateFile: () => '/etc/lacuna/update.json',
}));
const autoUpdater = {
  logger: {} as unknown,
  updateConfigPath: '',
  on: vi.fn(),
  checkForUpdates: vi.fn(() => Promise.resolve(null)),
};
vi.mock('electron-updater', () => ({ default: { autoUpdater } }));
const { argv } = process;

const printed: string[] = [];

beforeEach(() => {
  vi.resetModules();
  vi.clearAllMocks();
  running.jobs.busy = false;
  jobs = [];
  change = new Changes();
  updates.url = null;
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

/** Starts the program and waits until its window can be seen. */
async function startAndShow(...args: string[]): Promise<StubWindow> {
  const window = await startProgram(...args);
  window.emit('ready-to-show');
  return window;
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
    const window = await startAndShow();
    window.minimized = true;
    electron.app.emit('second-instance', {}, ['lacuna', '--flag', '--page=/models'], '/', {});
    await vi.waitFor(() => expect(window.focus).toHaveBeenCalledOnce());
    expect(window.restore).toHaveBeenCalledOnce();
    expect(window.webContents.send.mock.calls).toEqual([['lacuna:openPage', '/models']]);
    electron.app.emit('second-instance', {}, ['lacuna', '--page=https://evil.example'], '/', {});
    await vi.waitFor(() => expect(window.focus).toHaveBeenCalledTimes(2));
    expect(window.webContents.send).toHaveBeenCalledOnce();
  });

  it('shows a model that was double-clicked in Models, in this start or a later one', async () => {
    const window = await startAndShow('/data/icu.lacuna');
    expect(window.loadURL).toHaveBeenCalledWith('app://lacuna/models?bundle=%2Fdata%2Ficu.lacuna');
    electron.app.emit('second-instance', {}, ['lacuna', 'b.lacuna'], '/other', {});
    await vi.waitFor(() => expect(window.webContents.send).toHaveBeenCalledOnce());
    expect(window.webContents.send.mock.calls).toEqual([
      ['lacuna:openPage', '/models?bundle=%2Fother%2Fb.lacuna'],
    ]);
  });

  it('opens what macOS names before there is a window, and other files not at all', async () => {
    electron.app.whenReady = () => {
      const event = preventable();
      electron.app.emit('open-file', event, '/data/icu.lacuna');
      expect(event.preventDefault).toHaveBeenCalledOnce();
      return Promise.resolve();
    };
    const window = await startProgram();
    await vi.waitFor(() =>
      expect(window.loadURL.mock.calls).toEqual([
        ['app://lacuna/'],
        ['app://lacuna/models?bundle=%2Fdata%2Ficu.lacuna'],
      ]),
    );
    electron.app.emit('open-file', preventable(), '/data/x.exe');
    await vi.waitFor(() => expect(window.focus).toHaveBeenCalledTimes(2));
    expect(window.loadURL).toHaveBeenCalledTimes(2);
  });

  it('opens a database by its file, loads the window anew, and has it among the recent ones', async () => {
    const database = join(home, 'icu.sqlite');
    writeFileSync(database, '');
    const window = await startProgram(database);
    await vi.waitFor(() => expect(window.loadURL).toHaveBeenCalledTimes(2));
    expect(open).toHaveBeenCalledWith({ path: database, create: false });
    expect(electron.app.addRecentDocument).toHaveBeenCalledWith(database);
    expect(statSync(join(home, 'recent-databases.json')).mode & 0o777).toBe(0o600);
    expect(JSON.stringify(electron.Menu.setApplicationMenu.mock.lastCall)).toContain(database);
    open.mockRejectedValueOnce(new LacunaError('database_damaged', 'this is no database'));
    electron.app.emit('second-instance', {}, ['lacuna', '/x.sqlite'], '/', {});
    await vi.waitFor(() => expect(electron.dialog.showErrorBox).toHaveBeenCalledOnce());
    expect(window.loadURL).toHaveBeenCalledTimes(2);
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

  it('cancels every request that leaves it', async () => {
    await startProgram();
    const urls = [
      'https://example.org/',
      'http://127.0.0.1:4310/',
      'ws://localhost/',
      'file:///etc/passwd',
      'app://lacunaevil/x',
      'app://other/',
      'blob:https://example.org/1',
      'devtools://devtools/bundled/x.js',
      'chrome-extension://abc/x.js',
    ];
    expect(urls.filter((url) => cancelled(url) !== true)).toEqual([]);
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

it('answers the calls of the window, and uses the passwords that it keeps for imports', async () => {
  const { webContents } = await startProgram();
  const server = 'postgresql://reader@db.example/mimic';
  const answer = electron.ipcHandlers.get('lacuna:keepPassword')!;
  expect(await answer({ senderFrame: webContents.mainFrame }, server, 's3cret')).toBe(true);
  expect(await createServices.mock.lastCall?.[0].passwordOf?.(server)).toBe('s3cret');
});

describe('the window', () => {
  it('says after a crash what was kept, and gives up only where that page crashes too', async () => {
    const { webContents, loadURL } = await startAndShow();
    webContents.emit('render-process-gone', {}, { reason: 'clean-exit' });
    expect(loadURL).toHaveBeenCalledOnce();
    webContents.emit('render-process-gone', {}, { reason: 'oom' });
    const stopped = 'app://lacuna/stopped?reason=oom&page=%2Fpatients';
    expect(loadURL).toHaveBeenLastCalledWith(stopped);
    const page = await electron.sessionOfWindow.schemes.get('app')!(new Request(stopped));
    expect(await page.text()).toContain('href="/patients"');
    webContents.url = stopped;
    webContents.emit('render-process-gone', {}, { reason: 'crashed' });
    expect(loadURL).toHaveBeenCalledTimes(2);
    expect(electron.dialog.showErrorBox).toHaveBeenCalledOnce();
  });

  it('leaves the page of a crash for one that the menu asks for', async () => {
    const window = await startAndShow();
    window.webContents.url = 'app://lacuna/stopped?reason=oom';
    electron.app.emit('second-instance', {}, ['lacuna', '--page=/models'], '/', {});
    await vi.waitFor(() => expect(window.loadURL).toHaveBeenLastCalledWith('app://lacuna/models'));
    expect(window.webContents.send).not.toHaveBeenCalled();
  });

  it('is stopped when it hangs, if the user says so, and asked about once', async () => {
    const window = await startAndShow();
    electron.dialog.showMessageBox.mockResolvedValueOnce({ response: 1 });
    window.emit('unresponsive');
    window.emit('unresponsive');
    await vi.waitFor(() => expect(window.webContents.forcefullyCrashRenderer).toHaveBeenCalledOnce());
    expect(electron.dialog.showMessageBox).toHaveBeenCalledOnce();
    window.emit('unresponsive');
    window.emit('responsive');
    const [, options] = electron.dialog.showMessageBox.mock.lastCall as [unknown, { signal: AbortSignal }];
    expect(options.signal.aborted).toBe(true);
  });

  it('goes on when another process of Chromium ends, which is noted, and told of once', async () => {
    const window = await startAndShow();
    const noted = vi.spyOn(process.stderr, 'write').mockReturnValue(true);
    electron.app.emit('child-process-gone', {}, { type: 'GPU', reason: 'crashed' });
    electron.app.emit('child-process-gone', {}, { type: 'GPU', reason: 'oom' });
    electron.app.emit('child-process-gone', {}, { type: 'Utility', reason: 'clean-exit' });
    expect(noted.mock.calls).toEqual([
      ['lacuna: GPU of Chromium ended (crashed)\n'],
      ['lacuna: GPU of Chromium ended (oom)\n'],
    ]);
    expect(StubNotification.all.map(({ words }) => words)).toEqual([
      { title: 'A part of the window started anew', body: expect.stringContaining('(GPU)') as string },
    ]);
    expect(window.loadURL).toHaveBeenCalledOnce();
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

describe('running work', () => {
  const training = (state: Job['state'], fraction: number): Job => ({
    id: 'j',
    kind: 'training',
    title: 'Training ebr',
    state,
    startedAt: '',
    endedAt: null,
    progress: { step: 'epoch', fraction, secondsLeft: null },
    result: null,
    error: null,
    resumable: false,
  });
  const now = (list: Job[]): void => {
    jobs = list;
    change.announce();
  };

  it('shows on the icon, keeps the computer awake, and its end is told to who looks elsewhere', async () => {
    const window = await startAndShow();
    now([training('running', 0.25)]);
    await vi.waitFor(() => expect(window.setProgressBar).toHaveBeenLastCalledWith(0.25));
    expect(electron.powerSaveBlocker.start.mock.calls).toEqual([['prevent-app-suspension']]);
    now([training('done', 1)]);
    await vi.waitFor(() => expect(StubNotification.all).toHaveLength(1));
    expect(window.setProgressBar).toHaveBeenLastCalledWith(-1);
    expect(electron.powerSaveBlocker.stop).toHaveBeenCalledWith(7);
    const [notice] = StubNotification.all;
    expect([notice?.words, notice?.show.mock.calls.length]).toEqual([
      { title: 'Training ebr', body: 'Done' },
      1,
    ]);
    notice?.emit('click');
    expect(window.focus).toHaveBeenCalledOnce();
  });

  it('is not told of outside of a window that is looked at', async () => {
    const window = await startAndShow();
    window.focused = true;
    now([training('running', 0.25)]);
    await vi.waitFor(() => expect(window.setProgressBar).toHaveBeenLastCalledWith(0.25));
    now([training('failed', 0.25)]);
    await vi.waitFor(() => expect(window.setProgressBar).toHaveBeenLastCalledWith(-1));
    expect(StubNotification.all).toEqual([]);
  });
});

describe('updates', () => {
  it('are not looked for unless the administrator says where', async () => {
    await startProgram();
    expect(autoUpdater.checkForUpdates).not.toHaveBeenCalled();
    expect(existsSync(join(home, 'server-contacts.jsonl'))).toBe(false);
  });

  it('are looked for there and nowhere else, and that is noted before', async () => {
    updates.url = 'https://updates.hospital.example/lacuna';
    await startProgram();
    await vi.waitFor(() => expect(autoUpdater.checkForUpdates).toHaveBeenCalledOnce());
    expect(electron.app.switches.get('host-resolver-rules')).toBe(
      'MAP * ~NOTFOUND, EXCLUDE updates.hospital.example',
    );
    expect(autoUpdater.updateConfigPath).toBe('/etc/lacuna/update.json');
    expect(JSON.parse(readFileSync(join(home, 'server-contacts.jsonl'), 'utf8'))).toMatchObject({
      address: updates.url,
      purpose: 'update',
    });
    const [event, tell] = autoUpdater.on.mock.calls[0] as [string, (found: { version: string }) => void];
    tell({ version: '2.0.0' });
    expect([event, StubNotification.all[0]?.words.title]).toEqual([
      'update-downloaded',
      'Lacuna 2.0.0 is ready',
    ]);
  });

  it('are not looked for where Lacuna is developed', async () => {
    updates.url = 'https://updates.hospital.example/lacuna';
    electron.app.isPackaged = false;
    await startProgram();
    expect(autoUpdater.checkForUpdates).not.toHaveBeenCalled();
  });
});

describe('the menu', () => {
  type Entry = MenuItemConstructorOptions & { readonly submenu?: Entry[] };
  const clickOn = (name: string): void => {
    const menu = electron.Menu.setApplicationMenu.mock.lastCall?.[0] as Entry[];
    const entries = menu
      .flatMap(({ submenu = [] }) => submenu)
      .flatMap((entry) => [entry, ...(entry.submenu ?? [])]);
    entries.find(({ label }) => label === name)?.click?.({} as never, undefined, {});
  };

  it('opens pages', async () => {
    const { webContents } = await startAndShow();
    clickOn('Models');
    expect(webContents.send).toHaveBeenCalledWith('lacuna:openPage', '/models');
  });

  it('opens a model or a database that the user chooses, and nothing when cancelled', async () => {
    const window = await startAndShow();
    clickOn('Open Model…');
    await vi.waitFor(() => expect(electron.dialog.showOpenDialog).toHaveBeenCalledOnce());
    electron.dialog.showOpenDialog.mockResolvedValueOnce({ filePaths: ['/m.lacuna'] });
    clickOn('Open Model…');
    await vi.waitFor(() => expect(window.webContents.send).toHaveBeenCalledOnce());
    expect(window.webContents.send).toHaveBeenCalledWith('lacuna:openPage', '/models?bundle=%2Fm.lacuna');
    electron.dialog.showOpenDialog.mockResolvedValueOnce({ filePaths: ['/any.db'] });
    clickOn('Open Database…');
    await vi.waitFor(() => expect(open).toHaveBeenCalledWith({ path: '/any.db', create: false }));
  });

  it('is in the language of the settings, else of the system', async () => {
    electron.app.getPreferredSystemLanguages = () => ['de-DE'];
    const { webContents } = await startAndShow();
    clickOn('Modelle');
    await vi.waitFor(() => expect(webContents.send).toHaveBeenCalledWith('lacuna:openPage', '/models'));
  });

  it('forgets recent databases, here and in the system', async () => {
    const database = join(home, 'icu.sqlite');
    writeFileSync(database, '');
    await startProgram(database);
    await vi.waitFor(() => expect(electron.app.addRecentDocument).toHaveBeenCalledOnce());
    clickOn('Clear List');
    expect(electron.app.clearRecentDocuments).toHaveBeenCalledOnce();
    expect(JSON.stringify(electron.Menu.setApplicationMenu.mock.lastCall)).not.toContain(database);
  });

  it('prints, and saves the page as a PDF under its title', async () => {
    const { webContents } = await startAndShow();
    clickOn('Print…');
    expect(webContents.print).toHaveBeenCalledOnce();
    const filePath = join(home, 'page.pdf');
    electron.dialog.showSaveDialog.mockResolvedValueOnce({ filePath });
    clickOn('Save as PDF…');
    await vi.waitFor(() => expect(existsSync(filePath)).toBe(true));
    expect(electron.dialog.showSaveDialog.mock.calls[0]).toMatchObject([
      {},
      { defaultPath: 'Stay 7 – Lacuna.pdf' },
    ]);
  });
});
