import { spawn, type ChildProcess } from 'node:child_process';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import type { z } from 'zod';
import { errorReport } from '../api/common.ts';
import type { ErrorReport } from '../errors.ts';

/** The gates name the bundle that they made, which starts sooner; else the source. */
const CLI = process.env['LACUNA_CLI'] ?? fileURLToPath(new URL('../cli.ts', import.meta.url));

/** Flags of a training that proves the chain, not a model. */
export const SHORT_TRAINING = ['--preset', 'quick', '--set', 'epochs=3'] as const;

/** How the command line ended and all that it said. */
export interface Ended {
  /** `null` when a signal ended it. */
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface ProcessOptions {
  /** The data folder. */
  readonly home: string;
  /** A program that runs the command line, with its own arguments, e.g. `unshare -rn`. */
  readonly within?: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
}

export interface RunningProcess {
  readonly child: ChildProcess;
  readonly ended: Promise<Ended>;
}

/** Starts the command line as a user would, in a process of its own. */
export function startLacuna(
  args: readonly string[],
  { home, within = [], env }: ProcessOptions,
): RunningProcess {
  const [program = process.execPath, ...rest] = [...within, process.execPath, CLI, ...args];
  const child = spawn(program, rest, {
    env: { ...process.env, LACUNA_HOME: home, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const exit = new Promise<number | null>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', resolve);
  });
  const ended = Promise.all([exit, text(child.stdout), text(child.stderr)]).then(
    ([code, stdout, stderr]) => ({
      code,
      stdout,
      stderr,
    }),
  );
  return { child, ended };
}

/** Runs the command line to its end. */
export function runLacuna(args: readonly string[], options: ProcessOptions): Promise<Ended> {
  return startLacuna(args, options).ended;
}

/** Frames of a stack, as Node prints them. */
const STACK = /^\s+at .+:\d+:\d+\)?$/m;

/**
 * The one JSON document of a command that succeeded, checked against its schema.
 * @throws {Error} when the command failed, printed anything else on standard output, or showed a stack.
 */
export function documentOf<T extends z.ZodType>({ code, stdout, stderr }: Ended, schema: T): z.infer<T> {
  if (code !== 0) throw new Error(`exit code ${code}: ${stderr}`);
  if (STACK.test(stderr)) throw new Error(`a stack on standard error: ${stderr}`);
  const lines = stdout.split('\n');
  if (lines.length !== 2 || lines[1] !== '') throw new Error(`not one line on standard output: ${stdout}`);
  return schema.parse(JSON.parse(stdout));
}

/**
 * The named error of a command that failed with `--json`, its last line on standard error.
 * @throws {Error} when it succeeded, printed on standard output, or showed a stack.
 */
export function errorOf({ code, stdout, stderr }: Ended): ErrorReport & { readonly exit: number | null } {
  if (code === 0) throw new Error('the command succeeded');
  if (stdout !== '') throw new Error(`a failed command printed ${stdout}`);
  if (STACK.test(stderr)) throw new Error(`a stack on standard error: ${stderr}`);
  const last = stderr.trimEnd().split('\n').at(-1) ?? '';
  const { error, ...rest } = JSON.parse(last) as { error: unknown };
  if (Object.keys(rest).length > 0) throw new Error(`more than the error: ${last}`);
  return { ...(errorReport.strict().parse(error) as ErrorReport), exit: code };
}
