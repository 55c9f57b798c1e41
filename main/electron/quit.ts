import { app, dialog, type BrowserWindow } from 'electron';
import type { RunningServices } from '../services/create-services.ts';

type Running = Pick<RunningServices, 'jobs' | 'close'>;

/** Ends the program well: asks while work runs, stops it with its checkpoints kept, then quits. */
export function quitGracefully(window: BrowserWindow, running: Running): void {
  let state: 'running' | 'closing' | 'closed' = 'running';
  const close = async (): Promise<void> => {
    state = 'closing';
    if (running.jobs.busy && !(await mayStop(window))) {
      state = 'running';
      return;
    }
    await running.close().catch((error: unknown) => {
      dialog.showErrorBox('Lacuna', `Not everything could be put away: ${String(error)}`);
    });
    state = 'closed';
    app.quit();
  };
  const hold = (event: { preventDefault: () => void }): void => {
    if (state === 'closed') return;
    event.preventDefault();
    if (state === 'running') void close();
  };
  window.on('close', hold);
  app.on('before-quit', hold);
  app.on('window-all-closed', () => app.quit());
}

async function mayStop(window: BrowserWindow): Promise<boolean> {
  const { response } = await dialog.showMessageBox(window, {
    type: 'question',
    message: 'Lacuna is still working',
    detail: 'Stopping keeps the last checkpoint of a training run, so that it can be resumed.',
    buttons: ['Keep working', 'Stop and quit'],
    defaultId: 0,
    cancelId: 0,
  });
  return response === 1;
}
