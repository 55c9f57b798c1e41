import type { RejectedRow } from '../api/services.ts';
import { csvLine } from '../csv/csv-text.ts';
import type { Database } from './database.ts';

export interface RejectedRowQuery {
  readonly run: string;
  readonly code?: string | undefined;
  readonly file?: string | undefined;
  readonly offset: number;
  readonly limit: number;
}

export interface RejectedRows {
  readonly total: number;
  readonly byReason: { code: string; file: string; count: number }[];
  readonly rows: RejectedRow[];
}

/** Narrowed by code and file where they are given; `rejected_row_run` serves every form of it. */
export const REJECTED_WHERE = `run_id = @run AND code = ifnull(@code, code) AND file = ifnull(@file, file)`;

/** A page of rejected rows in the order of the files, with counts by reason over all of the run. */
export function listRejectedRows(db: Database, query: RejectedRowQuery): RejectedRows {
  const { run, code = null, file = null, offset, limit } = query;
  const total = db
    .prepare<[object], { n: number }>(`SELECT count(*) AS n FROM rejected_row WHERE ${REJECTED_WHERE}`)
    .get({ run, code, file });
  const rows = db
    .prepare<[object], RejectedRow>(
      `SELECT file, line, column_name AS "column", code, reason FROM rejected_row WHERE ${REJECTED_WHERE}
       ORDER BY file, line, id LIMIT @limit OFFSET @offset`,
    )
    .all({ run, code, file, offset, limit });
  const byReason = db
    .prepare<[string], { code: string; file: string; count: number }>(
      `SELECT code, file, count(*) AS count FROM rejected_row WHERE run_id = ?
       GROUP BY code, file ORDER BY count DESC, code, file`,
    )
    .all(run);
  return { total: total?.n ?? 0, byReason, rows };
}

/** What a row is rejected for when another row, on which it hangs, was. */
const CONSEQUENCES = `'unknown_patient', 'unknown_encounter'`;

/**
 * The first rejected rows in the order of reading, but those that hang on others last: one bad patient takes hundreds
 * of rows with it, which must not hide why.
 */
export function firstRejectedRows(db: Database, run: string, limit: number): RejectedRow[] {
  return db
    .prepare<[string, number], RejectedRow>(
      `SELECT file, line, column_name AS "column", code, reason FROM rejected_row WHERE run_id = ?
       ORDER BY code IN (${CONSEQUENCES}), id LIMIT ?`,
    )
    .all(run, limit);
}

/** All rejected rows of a run as CSV: where and why, never the row itself. */
export function rejectedRowsCsv(db: Database, run: string): string {
  const lines = [csvLine(['file', 'line', 'column', 'code', 'reason'])];
  const rows = db
    .prepare<[string], RejectedRow>(
      `SELECT file, line, column_name AS "column", code, reason FROM rejected_row WHERE run_id = ?
       ORDER BY file, line, id`,
    )
    .iterate(run);
  for (const { file, line, column, code, reason } of rows)
    lines.push(csvLine([file, line, column, code, reason]));
  return lines.join('');
}
