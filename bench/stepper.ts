import { type ChildProcessByStdio, spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import type { Readable, Writable } from 'node:stream';

/** What a process says of itself: its library, and for an engine the device. */
export interface Greeting {
  readonly name: string;
  readonly version: string;
  readonly device?: string;
  /** Seconds in which sparse features were projected, where they were. */
  readonly projectedIn?: number;
  /** TensorFlow operations that a step runs, by name. */
  readonly operations?: Readonly<Record<string, number>>;
}

/** A process that takes training steps when told how many, see `training-steps.ts` and `peers/training_step.py`. */
export class Stepper {
  readonly #child: ChildProcessByStdio<Writable, Readable, null>;
  readonly #lines: AsyncIterator<string>;
  readonly milliseconds: number[] = [];

  constructor(program: string, args: readonly string[], env: NodeJS.ProcessEnv = {}) {
    this.#child = spawn(program, args, {
      stdio: ['pipe', 'pipe', 'inherit'],
      env: { ...process.env, ...env },
    });
    this.#lines = createInterface({ input: this.#child.stdout })[Symbol.asyncIterator]();
  }

  /** What the process says of itself at its start. */
  async greeting(): Promise<Greeting> {
    return JSON.parse(await this.#line()) as Greeting;
  }

  /** Takes steps and keeps their times, unless they are to warm up. */
  async take(steps: number, keep = true): Promise<void> {
    const times = await this.#ask(steps);
    if (keep) this.milliseconds.push(...times);
  }

  /** Most memory that the process has held so far, megabytes. */
  async peakMegabytes(): Promise<number> {
    const [megabytes = Number.NaN] = await this.#ask(0);
    return megabytes;
  }

  close(): void {
    this.#child.stdin.end();
  }

  async #ask(steps: number): Promise<number[]> {
    this.#child.stdin.write(`${steps}\n`);
    return JSON.parse(await this.#line()) as number[];
  }

  async #line(): Promise<string> {
    const next = await this.#lines.next();
    if (next.done) throw new Error('expected an answer of the process that takes steps, but it ended');
    return next.value;
  }
}
