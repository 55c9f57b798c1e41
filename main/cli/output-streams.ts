import { asOutputError } from '../system/output-error.ts';
import type { Terminal } from './terminal.ts';
import { sentence } from '../../models/wording.ts';

/**
 * Says what to do when a stream takes no more: a reader that has seen enough and left, as `| head` does, is no failure
 * and nothing more is said to it; a disk that is full under standard output is one.
 * @param end ends the process with an exit code.
 */
export function watchOutput(terminal: Pick<Terminal, 'failure'>, end: (code: number) => void): void {
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code === 'EPIPE') return end(0);
    terminal.failure(asOutputError(error, 'standard output', sentence`the result`));
    end(1);
  });
  // What is said beside the result is no part of it: the work goes on, and its exit code tells how it ended.
  process.stderr.on('error', () => undefined);
}
