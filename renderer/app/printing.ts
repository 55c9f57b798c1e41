import { useEffect, useState } from 'react';
import { flushSync } from 'react-dom';
import { desktop } from './desktop.ts';
import { fileName } from './file-name.ts';

/** Puts the page on paper: the desktop writes a PDF, a browser asks its own way. */
export function printPage(title: string): void {
  if (desktop === undefined) window.print();
  else void desktop.printToPdf(fileName(title, 'pdf'));
}

const SCHEME = 'data-mantine-color-scheme';

/** Paper is white: what is printed is in the light theme, whichever the window is in. */
export function usePaperTheme(): void {
  useEffect(() => {
    const root = document.documentElement;
    let shown: string | null = null;
    const start = (): void => {
      shown = root.getAttribute(SCHEME);
      root.setAttribute(SCHEME, 'light');
    };
    const end = (): void => {
      if (shown !== null) root.setAttribute(SCHEME, shown);
    };
    window.addEventListener('beforeprint', start);
    window.addEventListener('afterprint', end);
    return () => {
      window.removeEventListener('beforeprint', start);
      window.removeEventListener('afterprint', end);
    };
  }, []);
}

/** Whether the page is being printed; it changes before the printer looks. */
export function usePrinting(): boolean {
  const [printing, setPrinting] = useState(false);
  useEffect(() => {
    const start = (): void => flushSync(() => setPrinting(true));
    const end = (): void => setPrinting(false);
    window.addEventListener('beforeprint', start);
    window.addEventListener('afterprint', end);
    return () => {
      window.removeEventListener('beforeprint', start);
      window.removeEventListener('afterprint', end);
    };
  }, []);
  return printing;
}
