import { spawnSync } from 'node:child_process';
import { findChromium, isExecutable } from '../main/system/chromium.ts';

export type Chromium = { readonly path: string } | { readonly missing: string };

/** Without fonts a page is drawn as boxes; the fixed ones make screenshots comparable. */
const PACKAGES = ['chromium', 'fonts-liberation', 'fonts-noto-color-emoji'];

/** Finds Chromium; installs Debian's with its fonts where there is none and this user may; else says how to. */
export function prepareChromium(): Chromium {
  const found = findChromium();
  if (found) return { path: found };
  const command = `apt-get install -y --no-install-recommends ${PACKAGES.join(' ')}`;
  const mend = `Chromium is missing: sudo ${command}`;
  if (process.getuid?.() !== 0 || !isExecutable('/usr/bin/apt-get')) return { missing: mend };
  process.stderr.write('Lacuna: installing Chromium and fonts for the tests, once\n');
  aptGet('update', '-qq');
  aptGet('install', '-qq', '-y', '--no-install-recommends', ...PACKAGES);
  const installed = findChromium();
  return installed ? { path: installed } : { missing: mend };
}

/** Its outcome is seen by whether the browser is there afterwards. */
function aptGet(...args: string[]): void {
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  spawnSync('apt-get', args, { stdio: ['ignore', 'ignore', 2], timeout: 300_000, env });
}
