import type { GateResult } from './gate.ts';

/** The last line of `npm test`: `N passed, N failed`, and `, N skipped` where anything was. */
export function closingLine(results: readonly Pick<GateResult, 'passed' | 'failed' | 'skipped'>[]): string {
  const sum = (of: (result: (typeof results)[number]) => number) =>
    results.reduce((total, result) => total + of(result), 0);
  const skipped = sum((result) => result.skipped.length);
  const counts = `${sum((result) => result.passed)} passed, ${sum((result) => result.failed)} failed`;
  return skipped === 0 ? counts : `${counts}, ${skipped} skipped`;
}
