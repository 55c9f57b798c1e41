import type { Desktop } from '../api/desktop.ts';

/** Calls of the window to the shell, one channel each. */
export type NativeCall = Exclude<keyof Desktop, 'platform' | 'onOpenPage'>;

export const channelOf = (call: NativeCall): string => `lacuna:${call}`;

/** The shell asks the window to show a page. */
export const OPEN_PAGE_CHANNEL = 'lacuna:openPage';
