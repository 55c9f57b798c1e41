import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { EngineState } from '../scripts/engine-state.cjs';
import { recordFigure } from './results.ts';

/**
 * Set-up from an empty clone of the last commit with an empty npm cache: packages, the native engine, the bundles.
 * `node bench/setup.ts [note]`
 */
const NOTE = process.argv[2] === undefined ? '' : `; ${process.argv[2]}`;
const ROOT = path.resolve(import.meta.dirname, '..');
const folder = mkdtempSync(path.join(tmpdir(), 'lacuna-setup-'));
const clone = path.join(folder, 'clone');
const env = { ...outsideOfNpm(), npm_config_cache: path.join(folder, 'npm-cache') };

/** The environment without what an outer npm run has put there. */
function outsideOfNpm(): NodeJS.ProcessEnv {
  return Object.fromEntries(Object.entries(process.env).filter(([name]) => !name.startsWith('npm_')));
}

/** Seconds that a command takes in the clone. */
function seconds(...command: [string, ...string[]]): number {
  const [program, ...args] = command;
  const started = performance.now();
  execFileSync(program, args, { cwd: clone, env, stdio: ['ignore', 2, 2] });
  return (performance.now() - started) / 1000;
}

function mebibytes(...parts: string[]): number {
  const place = path.join(clone, ...parts);
  if (!existsSync(place)) return 0;
  return Number(execFileSync('du', ['-sm', place], { encoding: 'utf8' }).split('\t')[0]);
}

try {
  execFileSync('git', ['clone', '--quiet', '--no-local', ROOT, clone]);
  const setup = seconds('npm', 'run', '--silent', 'setup');
  const bundles = seconds('npm', 'run', '--silent', 'build');
  const again = seconds('npm', 'run', '--silent', 'lint', '--', '--version');
  const { engine } = JSON.parse(
    readFileSync(path.join(clone, '.cache/native/state.json'), 'utf8'),
  ) as EngineState;
  const sizes = `packages ${mebibytes('node_modules')} MiB, native engine ${mebibytes('.cache/native')} MiB`;
  recordFigure({
    figure: 'set-up from an empty clone, empty npm cache',
    mustReach: 'under 90 s',
    measured: `${(setup + bundles).toFixed(0)} s (packages and ${engine} engine ${setup.toFixed(0)} s, bundles ${bundles.toFixed(0)} s); on disk: ${sizes}; a later start waits ${again.toFixed(1)} s before its command${NOTE}`,
  });
} finally {
  rmSync(folder, { recursive: true, force: true });
}
