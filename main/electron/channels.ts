import type { DesktopCall } from '../api/desktop.ts';

/** Calls of the window to the shell, one channel each. */
export const channelOf = (call: DesktopCall): string => `lacuna:${call}`;

/** The shell asks the window to show a page. */
export const OPEN_PAGE_CHANNEL = 'lacuna:openPage';
