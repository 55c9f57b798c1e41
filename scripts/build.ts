import { existsSync } from 'node:fs';
import path from 'node:path';
import { build } from 'vite';

/** `npm run build`: the window and the Electron shell, into `dist/`. */
const ROOT = path.resolve(import.meta.dirname, '..');
const CONFIGS = ['renderer/vite.config.ts', 'main/electron/vite.config.ts'];

for (const config of CONFIGS) {
  const configFile = path.join(ROOT, config);
  if (!existsSync(configFile)) throw new Error(`expected ${config}, which builds a part of the application`);
  await build({ configFile, root: path.dirname(configFile), logLevel: 'warn' });
}
