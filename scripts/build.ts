import path from 'node:path';
import { build } from 'vite';
import { buildMain } from './build-main.ts';

/** `npm run build`: the window and the Electron shell, into `dist/`. */
const window = path.resolve(import.meta.dirname, '..', 'renderer');

await build({ configFile: path.join(window, 'vite.config.ts'), root: window, logLevel: 'warn' });
await buildMain();
