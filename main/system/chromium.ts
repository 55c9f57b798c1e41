import { accessSync, constants } from 'node:fs';
import path from 'node:path';

/** First the one without a screen: it opens a page in half the time of the whole browser. */
const NAMES = [
  'chromium-headless-shell',
  'chromium',
  'chromium-browser',
  'google-chrome',
  'google-chrome-stable',
];

/** The Chromium on the search path, or the one that `LACUNA_CHROMIUM` names; the journeys of `e2e/` run in it. */
export function findChromium(env: NodeJS.ProcessEnv = process.env): string | undefined {
  const named = env['LACUNA_CHROMIUM'];
  if (named) return named;
  const folders = (env['PATH'] ?? '').split(path.delimiter);
  return folders.flatMap((folder) => NAMES.map((name) => path.join(folder, name))).find(isExecutable);
}

/** Whether this user may run the file. */
export function isExecutable(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
