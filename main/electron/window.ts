import { fileURLToPath } from 'node:url';
import { BrowserWindow, dialog, screen, type Session } from 'electron';
import { loadWindowState, saveWindowState } from '../settings/window-state.ts';
import { OPEN_PAGE_CHANNEL } from './channels.ts';
import { lockContents } from './policy.ts';
import { ORIGIN } from './scheme.ts';

const PRELOAD = fileURLToPath(new URL('../../dist/electron/preload.cjs', import.meta.url));
/** A page that keeps crashing is not loaded for ever. */
const MAX_RELOADS = 3;

export interface WindowOptions {
  readonly home: string;
  readonly session: Session;
  readonly page: string;
  /** Called once, when the first page is painted. */
  readonly onReady: () => void;
}

export function openWindow({ home, session, page, onReady }: WindowOptions): BrowserWindow {
  const screens = screen.getAllDisplays().map(({ workArea }) => workArea);
  const { maximized = false, ...bounds } = loadWindowState(home, screens);
  const isolation = { sandbox: true, contextIsolation: true, nodeIntegration: false, webSecurity: true };
  const conveniences = { webviewTag: false, navigateOnDragDrop: false, spellcheck: false };
  const window = new BrowserWindow({
    ...bounds,
    show: false,
    minWidth: 800,
    minHeight: 560,
    title: 'Lacuna',
    webPreferences: { ...isolation, ...conveniences, session, preload: PRELOAD },
  });
  lockContents(window.webContents);
  window.once('ready-to-show', () => {
    if (maximized) window.maximize();
    window.show();
    onReady();
  });
  window.on('close', () =>
    saveWindowState(home, { ...window.getNormalBounds(), maximized: window.isMaximized() }),
  );
  reloadAfterCrash(window);
  void window.loadURL(ORIGIN + page);
  return window;
}

/** Brings the window to the front, on a page if one is asked for. */
export function showPage(window: BrowserWindow, page: string | null): void {
  if (window.isMinimized()) window.restore();
  window.show();
  window.focus();
  if (page !== null) window.webContents.send(OPEN_PAGE_CHANNEL, page);
}

function reloadAfterCrash(window: BrowserWindow): void {
  let reloads = 0;
  window.webContents.on('render-process-gone', (_event, { reason }) => {
    if (reason === 'clean-exit') return;
    if (++reloads <= MAX_RELOADS) window.reload();
    else dialog.showErrorBox('Lacuna', `The window keeps stopping (${reason}). Background work goes on.`);
  });
}
