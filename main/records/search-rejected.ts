import { csvLine } from '../csv/csv-text.ts';
import { LacunaError } from '../errors.ts';
import type { Database } from './database.ts';

/** Rejected rows of all imports, narrowed by what is given. */
export interface RejectedFilter {
  /** Id of an import. */
  readonly run?: string | undefined;
  /** Name of a source, or its kind. */
  readonly source?: string | undefined;
  readonly file?: string | undefined;
  readonly code?: string | undefined;
}

/** A rejected row with the import that rejected it. */
export interface FoundRejection {
  readonly source: string;
  readonly run: string;
  readonly file: string;
  readonly line: number;
  readonly column: string | null;
  readonly code: string;
  readonly reason: string;
}

export interface FoundRejections {
  readonly total: number;
  /** Over all that the filter lets pass, most frequent first. */
  readonly byReason: readonly { source: string; file: string; code: string; count: number }[];
  readonly rows: readonly FoundRejection[];
}

/** The run of a source that was removed is named by the kind of its source. */
const RUNS = `
  SELECT r.id, ifnull(s.name, r.kind) AS source FROM import_run AS r LEFT JOIN source AS s ON s.id = r.source_id
  WHERE r.id = ifnull(@run, r.id) AND (@source IS NULL OR s.name = @source OR r.kind = @source)`;
const FOUND = `
  FROM (${RUNS}) AS o CROSS JOIN rejected_row AS w ON w.run_id = o.id
  WHERE w.code = ifnull(@code, w.code) AND w.file = ifnull(@file, w.file)`;
const ROWS = `
  SELECT o.source, w.run_id AS run, w.file, w.line, w.column_name AS "column", w.code, w.reason ${FOUND}
  ORDER BY o.source, w.run_id, w.file, w.line, w.id`;

/**
 * A page of rejected rows, by source, import, file and line, with their counts by reason.
 * @throws {LacunaError} `not_found` where there was no such import.
 */
export function searchRejected(
  db: Database,
  filter: RejectedFilter,
  { offset, limit }: { readonly offset: number; readonly limit: number },
): FoundRejections {
  const bound = boundOf(db, filter);
  const byReason = db
    .prepare<[object], FoundRejections['byReason'][number]>(
      `SELECT o.source, w.file, w.code, count(*) AS count ${FOUND}
       GROUP BY o.source, w.file, w.code ORDER BY count DESC, o.source, w.file, w.code`,
    )
    .all(bound);
  const rows = db
    .prepare<[object], FoundRejection>(`${ROWS} LIMIT @limit OFFSET @offset`)
    .all({ ...bound, offset, limit });
  return { total: byReason.reduce((sum, { count }) => sum + count, 0), byReason, rows };
}

/**
 * All that the filter lets pass as lines of CSV: where and why, never the row itself. Text that a spreadsheet would run
 * is made inert.
 * @throws {LacunaError} as `searchRejected`.
 */
export function rejectedCsvLines(db: Database, filter: RejectedFilter): Iterable<string> {
  const bound = boundOf(db, filter);
  return linesOf(db.prepare<[object], FoundRejection>(ROWS).iterate(bound));
}

function* linesOf(rows: Iterable<FoundRejection>): Generator<string> {
  yield csvLine(['source', 'run', 'file', 'line', 'column', 'code', 'reason']);
  for (const { source, run, file, line, column, code, reason } of rows)
    yield csvLine([source, run, file, line, column, code, reason]);
}

function boundOf(
  db: Database,
  { run = null, source = null, file = null, code = null }: RejectedBound,
): Required<RejectedBound> {
  const runs = db.prepare<[object], { id: string }>(RUNS).all({ run, source });
  if (runs.length === 0 && (run !== null || source !== null)) {
    throw new LacunaError('not_found', 'there is no import of this id or source', {
      hint: 'rejected without --run and --source lists what all imports rejected',
    });
  }
  if (file !== null && !isReadFile(db, file)) {
    throw new LacunaError('not_found', 'no import read a file of this name', {
      hint: 'rejected without --file names each file with the rows that it has rejected',
    });
  }
  return { run, source, file, code };
}

/** Whether an import lists the file, rejected rows or none. */
function isReadFile(db: Database, file: string): boolean {
  const listed = db
    .prepare(
      `SELECT 1 FROM import_run AS r, json_each(r.summary, '$.files') AS f
       WHERE f.value ->> '$.file' = @file LIMIT 1`,
    )
    .get({ file });
  return listed !== undefined;
}

type RejectedBound = { readonly [Name in keyof RejectedFilter]: string | null | undefined };
