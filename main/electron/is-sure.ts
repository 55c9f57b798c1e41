import { dialog, type BrowserWindow } from 'electron';
import type { Question } from '../shell/text.ts';

/** @returns whether the second answer was given; a `signal` takes the question back. */
export async function isSure(
  window: BrowserWindow,
  question: Question,
  signal?: AbortSignal,
): Promise<boolean> {
  const buttons = { buttons: [...question.buttons], defaultId: 0, cancelId: 0 };
  const options = { ...question, ...buttons, ...(signal && { signal }), type: 'question' } as const;
  return (await dialog.showMessageBox(window, options)).response === 1;
}
