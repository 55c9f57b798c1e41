import { writeFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { clipboard, dialog, ipcMain, type BrowserWindow, type IpcMainInvokeEvent } from 'electron';
import { z } from 'zod';
import {
  dialogOptions,
  fileOptions,
  saveOptions,
  type DialogOptions,
  type SaveOptions,
} from '../api/desktop.ts';
import { channelOf, type NativeCall } from './channels.ts';
import { isOurs } from './scheme.ts';

/** Answers the preload's calls, and only those that the page of this window makes. */
export function answerNativeCalls(window: BrowserWindow): void {
  const print = () => window.webContents.printToPDF({ printBackground: true, preferCSSPageSize: true });
  answer(window, 'chooseFolder', dialogOptions, (options) => chooseOne(window, 'openDirectory', options));
  answer(window, 'chooseFile', dialogOptions, (options) => chooseOne(window, 'openFile', options));
  answer(window, 'chooseSavePath', saveOptions, (options) => choosePath(window, options));
  answer(window, 'saveFile', fileOptions, ({ content, ...options }) => save(window, options, () => content));
  answer(window, 'printToPdf', saveOptions, (options) => save(window, options, print));
  answer(window, 'copyText', z.string().max(1_000_000), (text) => clipboard.writeText(text));
}

type Answer<Options> = (options: Options) => unknown;

function answer<T>(window: BrowserWindow, call: NativeCall, schema: z.ZodType<T>, work: Answer<T>): void {
  ipcMain.handle(channelOf(call), (event, options: unknown) => {
    if (!isOurPage(window, event)) throw new Error('the call does not come from the window');
    return work(schema.parse(options));
  });
}

/** Only the page itself: not a frame in it, not another window, not a page that has navigated elsewhere. */
function isOurPage(window: BrowserWindow, { senderFrame }: IpcMainInvokeEvent): boolean {
  return senderFrame !== null && senderFrame === window.webContents.mainFrame && isOurs(senderFrame.url);
}

type Kind = 'openDirectory' | 'openFile';

async function chooseOne(window: BrowserWindow, kind: Kind, options: DialogOptions): Promise<string | null> {
  const { filePaths } = await dialog.showOpenDialog(window, { ...options, properties: [kind] });
  return filePaths[0] ?? null;
}

async function choosePath(
  window: BrowserWindow,
  { suggestedName, ...options }: SaveOptions,
): Promise<string | null> {
  const { filePath } = await dialog.showSaveDialog(window, {
    ...options,
    defaultPath: basename(suggestedName),
  });
  return filePath === '' ? null : filePath;
}

type Content = () => string | Uint8Array | Promise<Uint8Array>;

/** The page gives the content, the user the place: no path comes from the page. */
async function save(window: BrowserWindow, options: SaveOptions, content: Content): Promise<string | null> {
  const path = await choosePath(window, options);
  if (path !== null) await writeFile(path, await content(), { mode: 0o600 });
  return path;
}
