import { Notification, powerSaveBlocker, type BrowserWindow } from 'electron';
import type { Services } from '../api/services.ts';
import { followWork } from '../shell/job-signs.ts';
import { text } from '../shell/text.ts';
import { showPage } from './window.ts';

/** Shows running work outside of the window, keeps the computer awake for it, and tells of its end. */
export function showWork(window: BrowserWindow, jobs: Services['jobs']): Promise<void> {
  return followWork(jobs, {
    isGone: () => window.isDestroyed(),
    showProgress: (progress) => window.setProgressBar(progress),
    stayAwake: () => {
      const blocker = powerSaveBlocker.start('prevent-app-suspension');
      return () => powerSaveBlocker.stop(blocker);
    },
    // The window tells by itself of what ends while one looks at it. Titles name no patient.
    tellEnd: ({ title, state }) => window.isFocused() || tell(window, { title, body: text.jobEnded[state] }),
  });
}

/** Without a hold on it a notice would be gone before it is clicked. */
const shown = new Set<Notification>();

/** A notice of the system; a click on it brings the window to the front. */
export function tell(window: BrowserWindow, words: { readonly title: string; readonly body: string }): void {
  if (!Notification.isSupported()) return;
  const notice = new Notification(words);
  shown.add(notice);
  notice.on('click', () => showPage(window, null));
  notice.on('close', () => shown.delete(notice));
  notice.show();
}
