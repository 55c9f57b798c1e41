import { spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { electronBinary, hasDisplay } from '../main/system/electron-binary.ts';
import { bundleIfChanged } from './bundles.ts';

const ROOT = path.resolve(import.meta.dirname, '..');
const DAY_MS = 86_400_000;
/** What main/electron/main.ts writes once its first page is painted. */
const READY = 'lacuna-window-ready';

/** Runs the desktop window. @returns its exit code, or in one line why there is no window. */
export async function runInElectron(args: readonly string[]): Promise<number | string> {
  if (!hasDisplay()) return 'there is no display';
  const binary = electronBinary(ROOT) ?? downloadElectron();
  if (!binary) return "Electron's binary could not be downloaded";
  if (!bundleIfChanged('shell')) return 'the desktop shell could not be bundled';
  return runUntilExit(binary, [ROOT, ...args]);
}

/** Electron's own download, tried once a day where it fails: it is large, and some networks do not allow it. */
function downloadElectron(): string | null {
  const failed = path.join(ROOT, '.cache', 'electron-download-failed');
  if (existsSync(failed) && Date.now() - Number(readFileSync(failed, 'utf8')) < DAY_MS) return null;
  process.stderr.write("Lacuna: downloading Electron's binary (about 120 MB), once\n");
  const install = path.join(ROOT, 'node_modules', 'electron', 'install.js');
  spawnSync(process.execPath, [install], { cwd: ROOT, stdio: ['ignore', 2, 'ignore'], timeout: 600_000 });
  const binary = electronBinary(ROOT);
  if (!binary) {
    mkdirSync(path.dirname(failed), { recursive: true });
    writeFileSync(failed, String(Date.now()));
  }
  return binary;
}

/** The exit code of Electron, or why it ended before its window was there (no sandbox, missing libraries). */
export function runUntilExit(binary: string, args: readonly string[]): Promise<number | string> {
  return new Promise((resolve) => {
    let output = '';
    let ready = false;
    const child = spawn(binary, [...args], { cwd: ROOT, stdio: ['ignore', 'pipe', 'pipe'] });
    child.stdout.on('data', (part: Buffer) => {
      ready ||= part.toString().includes(READY);
    });
    child.stderr.on('data', (part: Buffer) => {
      if (ready) process.stderr.write(part);
      else output += part.toString();
    });
    // A terminal sends Ctrl-C to both: the window decides what it means.
    process.on('SIGINT', () => undefined);
    process.on('SIGTERM', () => child.kill('SIGTERM'));
    child.on('error', (error) => resolve(error.message));
    child.on('close', (code) => {
      if (ready) return resolve(code ?? 1);
      resolve(`Electron ended before its window was there${reasonIn(output)}`);
    });
  });
}

/** The first line in which Chromium says what is wrong, without its prefix of process and file. */
export function reasonIn(output: string): string {
  const line = output.split('\n').find((text) => /FATAL|ERROR|error while loading/.test(text));
  return line ? `: ${line.replace(/^\[.*?\]\s*/, '').trim()}` : '';
}
