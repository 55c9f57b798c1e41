import { appendAuditLog } from '../audit-log.ts';
import { type ErrorReport, toErrorReport } from '../../errors.ts';
import type { ImportSummary } from '../../api/services.ts';
import { type Database, writeTransaction } from '../database.ts';

export interface StartedRun {
  readonly run: string;
  readonly kind: ImportSummary['source'];
  readonly release: string | null;
  readonly folder: string;
}

/** Notes that an import has begun; should its process die, the row says so by its process id. */
export function startRun(db: Database, { run, kind, release, folder }: StartedRun): void {
  writeTransaction(db, () => {
    db.prepare(
      `INSERT INTO import_run (id, kind, release, folder, state, pid, started_at, rejected)
       VALUES (?, ?, ?, ?, 'running', ?, ?, 0)`,
    ).run(run, kind, release, folder, process.pid, new Date().toISOString());
  });
}

/** What is kept of a summary in one piece; errors and warnings have tables of their own. */
export type StoredSummary = Omit<ImportSummary, 'errors' | 'warnings'>;

/** Notes that an import is done. Runs within the transaction that publishes its records. */
export function finishRun(db: Database, sourceId: number, summary: StoredSummary): void {
  db.prepare(
    `UPDATE import_run SET source_id = ?, state = 'done', ended_at = ?, rejected = ?, summary = ? WHERE id = ?`,
  ).run(sourceId, new Date().toISOString(), summary.rejected, JSON.stringify(summary), summary.run);
  appendAuditLog(db, { action: 'import.done', subject: summary.run });
}

/** Notes that an import came to nothing, and why. */
export function failRun(db: Database, run: string, error: unknown): void {
  const report: ErrorReport = toErrorReport(error);
  const state = report.code === 'cancelled' ? 'cancelled' : 'failed';
  writeTransaction(db, () => {
    db.prepare('UPDATE import_run SET state = ?, ended_at = ?, error = ? WHERE id = ?').run(
      state,
      new Date().toISOString(),
      JSON.stringify(report),
      run,
    );
    appendAuditLog(db, { action: `import.${state}`, subject: run });
  });
}
