import { EventEmitter } from 'node:events';
import { vi, type Mock } from 'vitest';
import type { Vault } from '../shell/kept-passwords.ts';

/** The parts of Electron that the shell uses, remembering what was asked of them. */

export class StubContents extends EventEmitter {
  readonly mainFrame = { url: 'app://lacuna/patients' };
  url = 'app://lacuna/patients';
  openHandler: (() => { action: string }) | undefined;
  readonly send: Mock<(...args: unknown[]) => void> = vi.fn();
  readonly printToPDF: Mock<() => Promise<Buffer>> = vi.fn(() => Promise.resolve(Buffer.from('%PDF')));
  readonly print: Mock<() => void> = vi.fn();
  readonly forcefullyCrashRenderer: Mock<() => void> = vi.fn();
  getURL(): string {
    return this.url;
  }
  setWindowOpenHandler(handler: () => { action: string }): void {
    this.openHandler = handler;
  }
}

export class StubWindow extends EventEmitter {
  static all: StubWindow[] = [];
  readonly webContents = new StubContents();
  readonly loadURL: Mock<(url: string) => Promise<void>> = vi.fn(() => Promise.resolve());
  readonly show: Mock<(...args: unknown[]) => void> = vi.fn();
  readonly setProgressBar: Mock<(progress: number) => void> = vi.fn();
  readonly focus: Mock<(...args: unknown[]) => void> = vi.fn();
  readonly restore: Mock<(...args: unknown[]) => void> = vi.fn();
  readonly maximize: Mock<(...args: unknown[]) => void> = vi.fn();
  readonly options: Record<string, unknown>;
  minimized = false;
  focused = false;
  destroyed = false;

  constructor(options: Record<string, unknown>) {
    super();
    this.options = options;
    StubWindow.all.push(this);
  }

  isMinimized(): boolean {
    return this.minimized;
  }
  isVisible(): boolean {
    return this.show.mock.calls.length > 0;
  }
  isFocused(): boolean {
    return this.focused;
  }
  isDestroyed(): boolean {
    return this.destroyed;
  }
  getTitle(): string {
    return 'Stay 7 – Lacuna';
  }
  isMaximized(): boolean {
    return false;
  }
  getNormalBounds(): object {
    return { x: 10, y: 20, width: 900, height: 700 };
  }
}

type Respond<T> = (answer: T) => void;

export class StubSession extends EventEmitter {
  beforeRequest: ((details: { url: string }, respond: Respond<{ cancel: boolean }>) => void) | undefined;
  permissionRequest: ((contents: unknown, permission: string, respond: Respond<boolean>) => void) | undefined;
  permissionCheck: (() => boolean) | undefined;
  devicePermission: (() => boolean) | undefined;
  displayMedia: ((request: unknown, respond: Respond<object>) => void) | undefined;
  spellChecker: boolean | undefined;
  readonly schemes = new Map<string, (request: Request) => Promise<Response>>();
  readonly webRequest = {
    onBeforeRequest: (listener: NonNullable<StubSession['beforeRequest']>) => (this.beforeRequest = listener),
  };
  readonly protocol = {
    handle: (scheme: string, handler: (request: Request) => Promise<Response>) =>
      this.schemes.set(scheme, handler),
  };
  setPermissionRequestHandler(handler: NonNullable<StubSession['permissionRequest']>): void {
    this.permissionRequest = handler;
  }
  setPermissionCheckHandler(handler: () => boolean): void {
    this.permissionCheck = handler;
  }
  setDevicePermissionHandler(handler: () => boolean): void {
    this.devicePermission = handler;
  }
  setDisplayMediaRequestHandler(handler: NonNullable<StubSession['displayMedia']>): void {
    this.displayMedia = handler;
  }
  setSpellCheckerEnabled(on: boolean): void {
    this.spellChecker = on;
  }
}

class StubApp extends EventEmitter {
  isPackaged = true;
  firstInstance = true;
  readonly switches = new Map<string, string>();
  readonly paths = new Map<string, string>();
  readonly quit: Mock<(...args: unknown[]) => void> = vi.fn();
  readonly exit: Mock<(...args: unknown[]) => void> = vi.fn();
  readonly setAppUserModelId: Mock<(id: string) => void> = vi.fn();
  readonly addRecentDocument: Mock<(path: string) => void> = vi.fn();
  readonly clearRecentDocuments: Mock<() => void> = vi.fn();
  readonly commandLine = { appendSwitch: (name: string, value = '') => this.switches.set(name, value) };
  setPath(name: string, value: string): void {
    this.paths.set(name, value);
  }
  requestSingleInstanceLock(): boolean {
    return this.firstInstance;
  }
  getPreferredSystemLanguages(): string[] {
    return ['en-GB'];
  }
  whenReady(): Promise<void> {
    return Promise.resolve();
  }
}

/** A notice of the system. */
export class StubNotification extends EventEmitter {
  static all: StubNotification[] = [];
  static isSupported(): boolean {
    return true;
  }
  readonly show: Mock<() => void> = vi.fn();
  readonly words: { readonly title: string; readonly body: string };

  constructor(words: { readonly title: string; readonly body: string }) {
    super();
    this.words = words;
    StubNotification.all.push(this);
  }
}

export type IpcHandler = (event: { senderFrame: unknown }, ...input: unknown[]) => unknown;

/** What the tests decide or look at. */
export interface ElectronStub {
  readonly app: StubApp;
  readonly BrowserWindow: typeof StubWindow;
  readonly clipboard: { writeText: Mock<(text: string) => void> };
  readonly dialog: {
    showErrorBox: Mock<(title: string, text: string) => void>;
    showMessageBox: Mock<(...args: unknown[]) => Promise<{ response: number }>>;
    showOpenDialog: Mock<(...args: unknown[]) => Promise<{ filePaths: string[] }>>;
    showSaveDialog: Mock<(...args: unknown[]) => Promise<{ filePath: string }>>;
  };
  readonly ipcHandlers: Map<string, IpcHandler>;
  readonly ipcMain: { handle: (channel: string, handler: IpcHandler) => void };
  readonly Menu: {
    buildFromTemplate: (template: unknown) => unknown;
    setApplicationMenu: Mock<(menu: unknown) => void>;
  };
  readonly Notification: typeof StubNotification;
  readonly powerSaveBlocker: { start: Mock<(type: string) => number>; stop: Mock<(id: number) => void> };
  readonly safeStorage: Vault;
  readonly protocol: { registerSchemesAsPrivileged: Mock<(schemes: unknown) => void> };
  readonly screen: { getAllDisplays: () => object[] };
  readonly sessionOfWindow: StubSession;
  readonly session: { fromPartition: Mock<(...args: unknown[]) => StubSession> };
}

/** A fresh stub of the module, for `vi.doMock('electron', ...)`. */
export function stubElectron(): ElectronStub {
  StubWindow.all = [];
  StubNotification.all = [];
  const sessionOfWindow = new StubSession();
  const ipcHandlers = new Map<string, IpcHandler>();
  return {
    app: new StubApp(),
    BrowserWindow: StubWindow,
    clipboard: { writeText: vi.fn() },
    dialog: {
      showErrorBox: vi.fn(),
      showMessageBox: vi.fn(() => Promise.resolve({ response: 0 })),
      showOpenDialog: vi.fn(() => Promise.resolve({ filePaths: [] })),
      showSaveDialog: vi.fn(() => Promise.resolve({ filePath: '' })),
    },
    ipcHandlers,
    ipcMain: { handle: (channel, handler) => ipcHandlers.set(channel, handler) },
    Menu: { buildFromTemplate: (template) => template, setApplicationMenu: vi.fn() },
    Notification: StubNotification,
    powerSaveBlocker: { start: vi.fn(() => 7), stop: vi.fn() },
    safeStorage: {
      isAsyncEncryptionAvailable: () => Promise.resolve(true),
      getSelectedStorageBackend: () => 'gnome_libsecret',
      encryptStringAsync: (plain) => Promise.resolve(Buffer.from(plain).reverse()),
      decryptStringAsync: (encrypted) =>
        Promise.resolve({ result: Buffer.from(encrypted).reverse().toString() }),
    },
    protocol: { registerSchemesAsPrivileged: vi.fn() },
    screen: { getAllDisplays: () => [{ workArea: { x: 0, y: 0, width: 1920, height: 1080 } }] },
    sessionOfWindow,
    session: { fromPartition: vi.fn(() => sessionOfWindow) },
  };
}
