import { app, dialog, type BrowserWindow } from 'electron';
import type { RunningServices } from '../services/create-services.ts';
import { holdUntilClosed } from '../shell/quitting.ts';
import { text } from '../shell/text.ts';
import { isSure } from './is-sure.ts';

/** Ends the program well: asks while work runs, stops it with its checkpoints kept, then quits. */
export function quitGracefully(window: BrowserWindow, running: RunningServices): void {
  const hold = holdUntilClosed({
    isBusy: () => running.jobs.busy,
    mayStop: () => isSure(window, text.quit),
    close: () => running.close(),
    onFailure: (error) => dialog.showErrorBox(text.product, text.notPutAway(text.systemFailure(error))),
    quit: () => app.quit(),
  });
  window.on('close', hold);
  app.on('before-quit', hold);
  app.on('window-all-closed', () => app.quit());
}
