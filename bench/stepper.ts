import { type ChildProcessByStdio, spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import type { Readable, Writable } from 'node:stream';

/** A process that takes training steps when told how many, see `mlp-steps.ts` and `peers/training_step.py`. */
export class Stepper {
  readonly #child: ChildProcessByStdio<Writable, Readable, null>;
  readonly #lines: AsyncIterator<string>;
  readonly milliseconds: number[] = [];

  constructor(program: string, args: readonly string[]) {
    this.#child = spawn(program, args, { stdio: ['pipe', 'pipe', 'inherit'] });
    this.#lines = createInterface({ input: this.#child.stdout })[Symbol.asyncIterator]();
  }

  /** What the process says of itself at its start. */
  async greeting(): Promise<{ name: string; version: string }> {
    return JSON.parse(await this.#line()) as { name: string; version: string };
  }

  /** Takes steps and keeps their times, unless they are to warm up. */
  async take(steps: number, keep = true): Promise<void> {
    this.#child.stdin.write(`${steps}\n`);
    const times = JSON.parse(await this.#line()) as number[];
    if (keep) this.milliseconds.push(...times);
  }

  close(): void {
    this.#child.stdin.end();
  }

  async #line(): Promise<string> {
    const next = await this.#lines.next();
    if (next.done) throw new Error('expected an answer of the process that takes steps, but it ended');
    return next.value;
  }
}
