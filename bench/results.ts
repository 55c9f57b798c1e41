import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { cpus, totalmem } from 'node:os';
import path from 'node:path';

/** A line of `bench/RESULTS.md`. */
export interface Figure {
  readonly figure: string;
  readonly mustReach: string;
  readonly measured: string;
}

const FILE = path.join(import.meta.dirname, 'RESULTS.md');
/** What the bench started from: a commit made while it runs is not what it measures. */
const COMMIT = execFileSync('git', ['rev-parse', '--short', 'HEAD'], { encoding: 'utf8' }).trim();
const HEADER = `# Measured figures

Each line is written by the benchmark that measures it, in one run on the machine and at the commit named.
Those of the tests are read from their own run.

| figure | must reach | measured | machine, commit, date |
|---|---|---|---|
`;

/** Writes a figure's line, in the place of an older one of the same name. */
export function recordFigure(figure: Figure, file = FILE): void {
  const text = existsSync(file) ? readFileSync(file, 'utf8') : HEADER;
  const line = `| ${figure.figure} | ${figure.mustReach} | ${figure.measured} | ${provenance()} |`;
  const lines = text.trimEnd().split('\n');
  const at = lines.findIndex((other) => other.split('|')[1]?.trim() === figure.figure);
  lines.splice(at < 0 ? lines.length : at, at < 0 ? 0 : 1, line);
  writeFileSync(file, `${lines.join('\n')}\n`);
  console.log(`${figure.figure}: ${figure.measured} (must reach ${figure.mustReach})`);
}

function provenance(): string {
  const processor = cpus()[0]?.model ?? 'unknown processor';
  const memory = Math.round(totalmem() / 2 ** 30);
  const date = new Date().toISOString().slice(0, 10);
  return `${cpus().length} x ${processor}, ${memory} GiB; ${COMMIT}; ${date}`;
}

/** The smallest value that this share of them, 0 to 1, do not exceed. */
export function percentile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.ceil(share * sorted.length) - 1] ?? Number.NaN;
}

/** The middle value; the mean of the middle two of an even number. */
export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = sorted.length >> 1;
  const [low = Number.NaN, high = Number.NaN] = sorted.slice(middle - 1, middle + 1);
  return sorted.length % 2 === 1 ? (sorted[middle] ?? Number.NaN) : (low + high) / 2;
}
