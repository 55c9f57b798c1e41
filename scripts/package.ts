import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { bundleIfChanged } from './bundles.ts';
import { readEngineState } from './engine-state.cjs';

/** `npm run package [-- --linux | --win | --mac]`: installers for a platform, into `release/`. */
const ROOT = path.resolve(import.meta.dirname, '..');
if (!bundleIfChanged('window') || !bundleIfChanged('shell')) process.exit(1);

const engine = readEngineState(ROOT)?.engine ?? 'wasm';
console.log(`packaging with the ${engine} engine`);
const builder = path.join(ROOT, 'node_modules', 'electron-builder', 'cli.js');
const args = [builder, '--publish', 'never', ...process.argv.slice(2)];
process.exitCode = spawnSync(process.execPath, args, { cwd: ROOT, stdio: 'inherit' }).status ?? 1;
