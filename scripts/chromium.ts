import { findChromium } from '../main/system/chromium.ts';
import { install, installCommand, mayInstall } from './debian-packages.ts';

export type Chromium = { readonly path: string } | { readonly missing: string };

/** Without fonts a page is drawn as boxes; the fixed ones make screenshots comparable. */
const PACKAGES = ['chromium', 'fonts-liberation', 'fonts-noto-color-emoji'];

/** Finds Chromium; installs Debian's with its fonts where there is none and this user may; else says how to. */
export function prepareChromium(): Chromium {
  const found = findChromium();
  if (found) return { path: found };
  const mend = `Chromium is missing: sudo ${installCommand(PACKAGES)}`;
  if (!mayInstall()) return { missing: mend };
  process.stderr.write('Lacuna: installing Chromium and fonts for the tests, once\n');
  install(PACKAGES);
  const installed = findChromium();
  return installed ? { path: installed } : { missing: mend };
}
