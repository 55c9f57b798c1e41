import { app, dialog, type BrowserWindow } from 'electron';
import { reportEndedHelper } from '../shell/ended-helper.ts';
import { isStoppedUrl, stoppedPath } from '../shell/stopped-page.ts';
import { text } from '../shell/text.ts';
import { isSure } from './is-sure.ts';
import { ORIGIN } from './scheme.ts';
import { loadPage } from './window.ts';
import { tell } from './work.ts';

/** A window that stopped shows what happened and how to go on; one that hangs may be stopped. */
export function recover(window: BrowserWindow): void {
  const contents = window.webContents;
  contents.on('render-process-gone', (_event, { reason }) => {
    const url = contents.getURL();
    if (reason === 'clean-exit') return;
    if (isStoppedUrl(url)) dialog.showErrorBox(text.product, text.stopped.again(reason));
    else loadPage(window, stoppedPath(ORIGIN, reason, url));
  });
  let question: AbortController | null = null;
  window.on('responsive', () => question?.abort());
  window.on('unresponsive', () => {
    if (question !== null) return;
    question = new AbortController();
    void isSure(window, text.unresponsive, question.signal).then((stop) => {
      question = null;
      if (stop) contents.forcefullyCrashRenderer();
    });
  });
  const tellOf = (type: string): void => tell(window, text.helperEnded(type));
  app.on('child-process-gone', reportEndedHelper(tellOf));
}
