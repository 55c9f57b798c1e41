import { hintFor } from '../error-hints.ts';
import { LacunaError, toErrorReport, type ErrorReport } from '../errors.ts';

export interface OutputOptions {
  /** One JSON document on standard output and nothing else. */
  readonly json: boolean;
  /** Print the stack of an unexpected failure. */
  readonly debug: boolean;
}

/** How often a running command says where it is when standard error is not a terminal. */
const PLAIN_PROGRESS_MS = 2_000;
const TERMINAL_PROGRESS_MS = 100;

/** What a command says: the result on standard output, all else on standard error. */
export class Terminal {
  private readonly options: OutputOptions;
  private lastProgress = 0;
  private open = false;

  constructor(options: OutputOptions) {
    this.options = options;
  }

  /** Prints the result: the document with `--json`, else the lines. */
  result(document: unknown, lines: () => readonly string[]): void {
    this.endProgress();
    process.stdout.write(this.options.json ? `${JSON.stringify(document)}\n` : `${lines().join('\n')}\n`);
  }

  /** A line that stays, on standard error. */
  note(line: string): void {
    this.endProgress();
    process.stderr.write(`${line}\n`);
  }

  /** A line that the next one replaces; thinned out so that it costs nothing. */
  progress(line: string): void {
    const now = performance.now();
    const interval = process.stderr.isTTY ? TERMINAL_PROGRESS_MS : PLAIN_PROGRESS_MS;
    if (this.lastProgress > 0 && now - this.lastProgress < interval) return;
    this.lastProgress = now;
    if (!process.stderr.isTTY) {
      process.stderr.write(`${line}\n`);
      return;
    }
    process.stderr.write(`\r\u001b[2K${line.slice(0, (process.stderr.columns ?? 80) - 1)}`);
    this.open = true;
  }

  failure(error: unknown): void {
    this.endProgress();
    const report = withHint(toErrorReport(error));
    process.stderr.write(
      this.options.json ? `${JSON.stringify({ error: report })}\n` : `${failureText(report)}\n`,
    );
    if (this.options.debug) for (const line of stacksOf(error)) process.stderr.write(`${line}\n`);
  }

  private endProgress(): void {
    if (this.open) process.stderr.write('\r\u001b[2K');
    this.open = false;
  }
}

/** What to do is said even where the error was thrown without a hint of its own; a terminal speaks English alone. */
function withHint({ wording: _, ...report }: ErrorReport): ErrorReport {
  const hint = report.hint ?? hintFor(report.code);
  return hint === undefined ? report : { ...report, hint };
}

/** The stack of an unexpected failure, and of what lies behind a named one. */
function stacksOf(error: unknown): string[] {
  if (!(error instanceof Error)) return [];
  const own = error instanceof LacunaError ? [] : [error.stack ?? error.message];
  return [...own, ...stacksOf(error.cause)];
}

/** `file:line, column: what happened (code)` and what to do, for people. */
export function failureText(report: ErrorReport): string {
  const place = [report.file, report.line].filter((part) => part !== undefined).join(':');
  const column = report.column === undefined ? '' : `, column ${report.column}`;
  const where = place === '' ? '' : `${place}${column}: `;
  const hint = report.hint === undefined ? '' : `\n  ${report.hint}`;
  return `lacuna: ${where}${report.message} (${report.code})${hint}`;
}
