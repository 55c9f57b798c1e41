import { findChromium } from '../main/system/chromium.ts';
import { install, installCommand, mayInstall } from './debian-packages.ts';

export type Chromium = { readonly path: string } | { readonly missing: string };

/** Without fonts a page is drawn as boxes; the fixed ones make screenshots comparable. */
const FONTS = ['fonts-liberation', 'fonts-noto-color-emoji'];
/** What the journeys need of a browser, and, where a release of Debian lacks that, the whole of it. */
const BROWSERS = ['chromium-headless-shell', 'chromium'];

/** Finds Chromium; installs Debian's with its fonts where there is none and this user may; else says how to. */
export function prepareChromium(): Chromium {
  const found = findChromium();
  if (found) return { path: found };
  const missing = `Chromium is missing: sudo ${installCommand(['chromium', ...FONTS])}`;
  if (!mayInstall()) return { missing };
  process.stderr.write('Lacuna: installing Chromium and fonts for the tests, once\n');
  for (const browser of BROWSERS) {
    install([browser, ...FONTS]);
    const installed = findChromium();
    if (installed) return { path: installed };
  }
  return { missing };
}
