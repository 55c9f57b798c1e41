import { spawn } from 'node:child_process';
import path from 'node:path';
import { bundleIfChanged } from './bundles.ts';
import { runInElectron } from './electron.ts';

/**
 * `npm start`: the desktop window, or in the browser the same application where there can be no window. Arguments
 * go to the host in the browser, e.g. `npm start -- --port 4000`.
 */
const ROOT = path.resolve(import.meta.dirname, '..');
const args = process.argv.slice(2);

function serveToBrowser(): void {
  const child = spawn(process.execPath, [path.join(ROOT, 'main', 'cli.ts'), 'serve', ...args], {
    cwd: ROOT,
    stdio: 'inherit',
  });
  process.on('SIGINT', () => undefined);
  process.on('SIGTERM', () => child.kill('SIGTERM'));
  child.on('exit', (code) => process.exit(code ?? 1));
}

if (!bundleIfChanged('window')) process.exit(1);
const result = await runInElectron(args);
if (typeof result === 'number') process.exit(result);
process.stderr.write(`Lacuna: no desktop window (${result}); the same application in the browser:\n`);
serveToBrowser();
