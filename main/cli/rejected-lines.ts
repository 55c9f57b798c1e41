import type { RejectedReasons } from '../api/rejected.ts';

/** Rows that are not behind a report since their import rejected them, for people. */
export function rejectedLines(reasons: RejectedReasons): string[] {
  return reasons.map(({ file, code, count }) => `rejected at import: ${count} rows of ${file} (${code})`);
}
