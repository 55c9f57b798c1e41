import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { bundleIfChanged } from './bundles.ts';
import { prepareChromium } from './chromium.ts';
import { preparePostgres } from './postgres.ts';

/** `npm run test:e2e [-- <Playwright's arguments>]`: the journeys alone, with Playwright's own output. */
const root = path.resolve(import.meta.dirname, '..');
const chromium = prepareChromium();
if ('missing' in chromium) {
  process.stderr.write(`Lacuna: ${chromium.missing}\n`);
  process.exit(1);
}
preparePostgres();
// What the journeys look at is the window as it is now.
if (!bundleIfChanged('window')) process.exit(1);
const cli = path.join(root, 'node_modules', '@playwright', 'test', 'cli.js');
const args = [cli, 'test', '--config', 'e2e/playwright.config.ts', ...process.argv.slice(2)];
const env = { ...process.env, LACUNA_CHROMIUM: chromium.path };
process.exitCode = spawnSync(process.execPath, args, { cwd: root, stdio: 'inherit', env }).status ?? 1;
