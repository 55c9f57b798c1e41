import { fileURLToPath } from 'node:url';
import { BrowserWindow, screen, type Session } from 'electron';
import { loadWindowState, saveWindowState } from '../settings/window-state.ts';
import { isStoppedUrl } from '../shell/stopped-page.ts';
import { text } from '../shell/text.ts';
import { OPEN_PAGE_CHANNEL } from './channels.ts';
import { lockContents } from './policy.ts';
import { ORIGIN } from './scheme.ts';

const PRELOAD = fileURLToPath(new URL('../../dist/electron/preload.cjs', import.meta.url));

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
    title: text.product,
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
  loadPage(window, page);
  return window;
}

export function loadPage(window: BrowserWindow, page: string): void {
  // It fails only where another page is asked for meanwhile, which takes its place.
  void window.loadURL(ORIGIN + page).catch(() => undefined);
}

/** Brings the window to the front, on a page if one is asked for. */
export function showPage(window: BrowserWindow, page: string | null): void {
  const listens = window.isVisible() && !isStoppedUrl(window.webContents.getURL());
  if (page !== null && listens) window.webContents.send(OPEN_PAGE_CHANNEL, page);
  else if (page !== null) loadPage(window, page);
  if (window.isMinimized()) window.restore();
  window.show();
  window.focus();
}
