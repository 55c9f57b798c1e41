import { spawn } from 'node:child_process';
import path from 'node:path';

export const ROOT = path.resolve(import.meta.dirname, '../..');

/** Tests that start the command line start what the build gate made of it. */
export const BUNDLED_CLI = { LACUNA_CLI: path.join(ROOT, 'dist', 'cli', 'cli.js') } as const;

export interface ProgramOptions {
  readonly env?: NodeJS.ProcessEnv;
  readonly minutes?: number;
}

export interface ProgramResult {
  readonly ok: boolean;
  /** Standard output and standard error as they came. */
  readonly output: string;
}

/** Runs a script with this Node in the project's folder and collects what it says. */
export function runProgram(
  script: string,
  args: readonly string[],
  options: ProgramOptions = {},
): Promise<ProgramResult> {
  const minutes = options.minutes ?? 30;
  return new Promise((resolve) => {
    const child = spawn(process.execPath, [path.resolve(ROOT, script), ...args], {
      cwd: ROOT,
      env: { ...process.env, ...options.env },
      stdio: ['ignore', 'pipe', 'pipe'],
      timeout: minutes * 60_000,
    });
    const parts: Buffer[] = [];
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (part: Buffer) => parts.push(part));
    child.on('error', (error) => parts.push(Buffer.from(error.message)));
    child.on('close', (code, signal) => {
      if (signal !== null)
        parts.push(Buffer.from(`\nstopped by ${signal}; the limit is ${minutes} minutes\n`));
      resolve({ ok: code === 0, output: Buffer.concat(parts).toString('utf8') });
    });
  });
}
