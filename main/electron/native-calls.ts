import { writeFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { clipboard, dialog, ipcMain } from 'electron';
import type { BrowserWindow, IpcMainInvokeEvent, OpenDialogOptions } from 'electron';
import { desktopCalls, type DesktopCall, type DesktopInput } from '../api/desktop.ts';
import type { KeptPasswords } from '../shell/kept-passwords.ts';
import { text } from '../shell/text.ts';
import { channelOf } from './channels.ts';
import { isOurs } from './scheme.ts';

type Answers = { readonly [Call in DesktopCall]: (...input: DesktopInput<Call>) => unknown };

/** Answers the preload's calls, and only those that the page of this window makes. */
export function answerNativeCalls(window: BrowserWindow, passwords: KeptPasswords): void {
  const answers: Answers = {
    chooseFolder: () => chooseOne(window, { properties: ['openDirectory'] }),
    chooseFile: (filters) => chooseOne(window, { properties: ['openFile'], filters }),
    chooseSavePath: (name) => choosePath(window, name),
    saveFile: (name, content) => save(window, name, () => content),
    printToPdf: (name) => savePdf(window, name),
    copyText: (copied) => clipboard.writeText(copied),
    keepPassword: (address, password) => passwords.keep(address, password),
    hasPassword: (address) => passwords.has(address),
    forgetPassword: (address) => passwords.forget(address),
  };
  for (const call of Object.keys(answers) as DesktopCall[]) {
    ipcMain.handle(channelOf(call), (event, ...input: unknown[]) => {
      if (!isOurPage(window, event)) throw new Error('the call does not come from the window');
      return (answers[call] as (...checked: unknown[]) => unknown)(...desktopCalls[call].parse(input));
    });
  }
}

/** Only the page itself: not a frame in it, not another window, not a page that has navigated elsewhere. */
function isOurPage(window: BrowserWindow, { senderFrame }: IpcMainInvokeEvent): boolean {
  return senderFrame !== null && senderFrame === window.webContents.mainFrame && isOurs(senderFrame.url);
}

/** @returns the path that the user chose, `null` for none. */
export async function chooseOne(window: BrowserWindow, options: OpenDialogOptions): Promise<string | null> {
  const { filePaths } = await dialog.showOpenDialog(window, options);
  return filePaths[0] ?? null;
}

async function choosePath(window: BrowserWindow, suggestedName: string): Promise<string | null> {
  const { filePath } = await dialog.showSaveDialog(window, { defaultPath: basename(suggestedName) });
  return filePath === '' ? null : filePath;
}

export function savePdf(window: BrowserWindow, suggestedName: string): Promise<string | null> {
  const paper = { printBackground: true, preferCSSPageSize: true };
  return save(window, suggestedName, () => window.webContents.printToPDF(paper));
}

type Content = () => string | Uint8Array | Promise<Uint8Array>;

/**
 * The page gives the content, the user the place: no path comes from the page.
 * @returns the path; `null` where none was chosen, or where nothing could be written, which the user is told.
 */
async function save(window: BrowserWindow, suggestedName: string, content: Content): Promise<string | null> {
  const path = await choosePath(window, suggestedName);
  if (path === null) return null;
  try {
    await writeFile(path, await content(), { mode: 0o600 });
    return path;
  } catch (error) {
    dialog.showErrorBox(text.cannotSave, text.systemFailure(error));
    return null;
  }
}
