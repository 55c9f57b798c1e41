import { useState } from 'react';
import type { Job } from '../../main/api/services.ts';
import { desktop } from './desktop.ts';

/** The desktop window tells of the end by itself; a page may after the user allowed it. */
const canNotify = desktop === undefined && 'Notification' in globalThis;

type Permission = NotificationPermission | 'not offered';

/** What the user said to notices of this page, and the way to ask: a browser asks only in answer to a click. */
export function useNoticePermission(): { readonly permission: Permission; readonly ask: () => void } {
  const [permission, setPermission] = useState<Permission>(
    canNotify ? Notification.permission : 'not offered',
  );
  const ask = (): void => void Notification.requestPermission().then(setPermission);
  return { permission, ask };
}

/** Tells of the end of a job outside of the window, for who looks at something else. Titles name no patient. */
export function tellOfEnd({ id, title }: Pick<Job, 'id' | 'title'>, outcome: string): void {
  if (!canNotify || Notification.permission !== 'granted' || document.hasFocus()) return;
  const notice = new Notification(title, { body: outcome, tag: id });
  notice.onclick = () => window.focus();
}
