import path from 'node:path';
import { build } from 'vite';
import { buildCommandLine, buildMain } from './build-main.ts';
import type { BundleName } from './bundles.ts';

/** `npm run build [-- window | shell | cli]`: the window, the Electron shell, the command line, into `dist/`; or one. */
const window = path.resolve(import.meta.dirname, '..', 'renderer');
const BUILDERS: Record<BundleName | 'cli', () => Promise<unknown>> = {
  window: () => build({ configFile: path.join(window, 'vite.config.ts'), root: window, logLevel: 'warn' }),
  shell: () => buildMain(),
  cli: () => buildCommandLine(),
};

const asked = process.argv.slice(2);
for (const [name, builder] of Object.entries(BUILDERS)) {
  if (asked.length === 0 || asked.includes(name)) await builder();
}
