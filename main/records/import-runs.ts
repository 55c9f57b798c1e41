import type { z } from 'zod';
import { importSummary, type importWarning } from '../api/imports.ts';
import type { ImportRun, ImportSummary } from '../api/services.ts';
import { LacunaError } from '../errors.ts';
import type { Database } from './database.ts';
import { firstRejectedRows } from './rejected-rows.ts';
import { isAlive } from './writers.ts';

/** Rejected rows that a summary names one by one; the others are listed by `listRejectedRows`. */
const NAMED_REJECTIONS = 100;

interface Row extends Omit<ImportRun, 'source'> {
  readonly kind: ImportRun['source'];
  readonly pid: number;
  readonly summary: string | null;
}

const COLUMNS = 'id AS run, kind, release, folder, state, pid, started_at AS startedAt, rejected, summary';

/** Newest first. A run that its process left behind is interrupted, whatever the row says. */
export function listImportRuns(db: Database): ImportRun[] {
  const rows = db.prepare<[], Row>(`SELECT ${COLUMNS} FROM import_run ORDER BY started_at DESC`).all();
  return rows.map(({ run, kind, release, folder, state, pid, startedAt, rejected }) => ({
    run,
    source: kind,
    release,
    folder,
    state: state === 'running' && !isAlive(pid) ? 'interrupted' : state,
    startedAt,
    rejected,
  }));
}

const storedSummary = importSummary.omit({ errors: true, warnings: true });

/**
 * What an import brought in and what it rejected.
 * @throws {LacunaError} `not_found`: no such run, or one that did not end well.
 */
export function importSummaryOf(db: Database, run: string): ImportSummary {
  const row = db.prepare<[string], Row>(`SELECT ${COLUMNS} FROM import_run WHERE id = ?`).get(run);
  if (row === undefined || row.summary === null)
    throw new LacunaError('not_found', 'there is no finished import of this id');
  const warnings = db
    .prepare<[string], z.infer<typeof importWarning>>(
      'SELECT code, file, count, message FROM import_warning WHERE run_id = ? ORDER BY file, code',
    )
    .all(run);
  const rows = firstRejectedRows(db, run, NAMED_REJECTIONS);
  return {
    ...storedSummary.parse(JSON.parse(row.summary)),
    errors: rows.map((rejected) => ({ ...rejected, message: rejected.reason })),
    warnings,
  };
}
