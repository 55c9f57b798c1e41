import { spawnSync } from 'node:child_process';

/** A step of the set-up that did not work; the message is one plain line for the user. */
export class SetupError extends Error {}

export interface RunOptions {
  readonly cwd?: string;
  readonly seconds: number;
  /** What to call it in a message; the program's name by default. */
  readonly name?: string;
  /** Keeps what it says to itself. */
  readonly silent?: boolean;
}

/**
 * Runs a program to its end, its own progress shown on standard error unless `silent`.
 * @throws {SetupError} when it cannot start, fails, or takes longer than `seconds`.
 */
export function run(program: string, args: readonly string[], options: RunOptions): void {
  const { name = program, silent = false } = options;
  const { status, signal, error } = spawnSync(program, args, {
    cwd: options.cwd,
    timeout: options.seconds * 1000,
    killSignal: 'SIGKILL',
    stdio: silent ? 'ignore' : ['ignore', 2, 2],
  });
  if (status === 0) return;
  const timedOut = error !== undefined && 'code' in error && error.code === 'ETIMEDOUT';
  if (timedOut) throw new SetupError(`${name} took longer than ${options.seconds} s`);
  throw new SetupError(`${name} failed (${error?.message ?? signal ?? status})`);
}

/** Whether a program runs and ends well, quickly and silently. */
export function works(program: string, args: readonly string[]): boolean {
  return spawnSync(program, args, { stdio: 'ignore', timeout: 20_000 }).status === 0;
}
