import type { Desktop } from '../../main/api/desktop.ts';

declare global {
  interface Window {
    readonly lacuna?: Desktop;
  }
}

/** What only the desktop window can do; in a browser there is none of it and the window offers its own way. */
export const desktop: Desktop | undefined = window.lacuna;
