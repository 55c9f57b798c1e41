import type { Lock } from '../api/lock.ts';
import type { Services } from '../api/services.ts';
import { LacunaError, toErrorReport } from '../errors.ts';
import type { Asked } from './asked.ts';
import { text } from './text.ts';

/** What opening needs of the window. */
export interface OpenWindow {
  /** Brings the window to the front, on a page if one is named. */
  readonly show: (page: string | null) => void;
  /** Loads the window anew, so that nothing of the database before is left in it. */
  readonly restart: () => void;
  readonly fail: (text: string) => void;
}

/** Does what is asked for from outside of the window; nothing asked only brings the window to the front. */
export type Open = (asked: Asked | null) => Promise<void>;

export function opener(window: OpenWindow, { open }: Pick<Services['databases'], 'open'>, lock: Lock): Open {
  return async (asked) => {
    window.show(asked !== null && 'page' in asked ? asked.page : null);
    if (asked === null || 'page' in asked) return;
    try {
      if (lock.refuses()) throw new LacunaError('locked', 'Lacuna is locked', { hint: 'unlock it first' });
      await open({ path: asked.database, create: false });
      window.restart();
    } catch (error) {
      window.fail(`${asked.database}\n${text.failure(toErrorReport(error))}`);
    }
  };
}
