import { app, type BrowserWindow } from 'electron';
import { noteContact } from '../settings/server-contacts.ts';
import { text } from '../shell/text.ts';
import { updateFile } from '../system/update-file.ts';
import { tell } from './work.ts';

/** Looks once for a newer version at the administrator's address, and for nothing where none is given. */
export async function lookForUpdates(window: BrowserWindow, home: string, url: string | null): Promise<void> {
  if (url === null || !app.isPackaged) return;
  noteContact(home, { address: url, purpose: 'update' });
  const { autoUpdater } = (await import('electron-updater')).default;
  autoUpdater.logger = null;
  autoUpdater.updateConfigPath = updateFile();
  autoUpdater.on('update-downloaded', ({ version }) => tell(window, text.update(version)));
  const found = await autoUpdater.checkForUpdates();
  await found?.downloadPromise;
}
