import { LacunaError } from '../errors.ts';
import { Terminal } from './terminal.ts';

/** Flags that every command has. */
export interface CommonFlags {
  readonly json?: boolean;
  readonly debug?: boolean;
}

/** What a command's work gets beside its own flags. */
export interface CommandContext {
  readonly terminal: Terminal;
  /** Trips on Ctrl-C: the work stops cleanly and keeps what it may. */
  readonly signal: AbortSignal;
}

/**
 * Runs a command's work with a terminal and a signal that Ctrl-C trips; a second Ctrl-C ends the process at once.
 */
export async function runCommand(
  flags: CommonFlags,
  work: (context: CommandContext) => Promise<void>,
): Promise<void> {
  const controller = new AbortController();
  const interrupt = (): void => {
    // Not exit(), which waits for a file that a disk does not answer.
    process.once('SIGINT', () => process.kill(process.pid, 'SIGINT'));
    controller.abort(new LacunaError('cancelled', 'cancelled'));
  };
  process.once('SIGINT', interrupt);
  process.once('SIGTERM', interrupt);
  try {
    const terminal = new Terminal({ json: flags.json ?? false, debug: flags.debug ?? false });
    await work({ terminal, signal: controller.signal });
  } finally {
    process.off('SIGINT', interrupt);
    process.off('SIGTERM', interrupt);
  }
}
