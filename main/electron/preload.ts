import { contextBridge, ipcRenderer, webUtils, type IpcRendererEvent } from 'electron';
import type { Desktop, DesktopCall } from '../api/desktop.ts';
import { channelOf, OPEN_PAGE_CHANNEL } from './channels.ts';

/** The whole of what the window can ask the shell for. */
const call =
  <Name extends DesktopCall>(name: Name) =>
  (...input: Parameters<Desktop[Name]>): ReturnType<Desktop[Name]> =>
    ipcRenderer.invoke(channelOf(name), ...input) as ReturnType<Desktop[Name]>;

const desktop: Desktop = {
  platform: process.platform as Desktop['platform'],
  chooseFolder: call('chooseFolder'),
  chooseFile: call('chooseFile'),
  chooseSavePath: call('chooseSavePath'),
  saveFile: call('saveFile'),
  printToPdf: call('printToPdf'),
  copyText: call('copyText'),
  keepPassword: call('keepPassword'),
  hasPassword: call('hasPassword'),
  forgetPassword: call('forgetPassword'),
  pathOf: (file) => webUtils.getPathForFile(file),
  onOpenPage: (listener) => {
    // The event itself would hand the window more than it may have.
    const forward = (_event: IpcRendererEvent, page: string): void => listener(page);
    ipcRenderer.on(OPEN_PAGE_CHANNEL, forward);
    return () => ipcRenderer.off(OPEN_PAGE_CHANNEL, forward);
  },
};

contextBridge.exposeInMainWorld('lacuna', desktop);
