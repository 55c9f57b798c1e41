import type { Database } from '../database.ts';
import type { RecordTable } from '../record-tables.ts';
import type { DuckDbSession } from './duckdb-session.ts';
import type { ImportAccount } from './import-account.ts';
import type { ProgressReporter } from './import-progress.ts';
import { createEmptyTable, type LoadedTable, loadTable } from './load-table.ts';
import type { NumberedFile } from './stage-source.ts';
import { stageRows } from './staging.ts';
import type { TableSpec } from './table-spec.ts';

/** What the importer of a source works with. */
export interface ImportWork {
  readonly session: DuckDbSession;
  readonly staging: Database;
  readonly account: ImportAccount;
  readonly progress: ProgressReporter;
  /** The release that the files come from; `null` where it cannot be told. */
  readonly release: string | null;
  readonly files: readonly NumberedFile[];
  /** For temporary files. */
  readonly folder: string;
  readonly signal?: AbortSignal | undefined;
}

/** The file of a table; `undefined` where the folder has none. */
export function fileOf({ files }: ImportWork, spec: TableSpec): NumberedFile | undefined {
  return files.find((file) => file.spec === spec);
}

/** Id in `source_file` of a table's file; an absent one has no rows that could ask for it. */
export function fileId(work: ImportWork, spec: TableSpec): number {
  return fileOf(work, spec)?.id ?? 0;
}

/** Reads a file, or makes its empty table where the folder has none. */
export async function load(work: ImportWork, spec: TableSpec): Promise<LoadedTable | null> {
  const { session, account, progress } = work;
  const found = fileOf(work, spec);
  if (found === undefined) {
    await createEmptyTable(spec, session);
    return null;
  }
  progress.startFile(spec.table);
  const table = await loadTable(found.file, spec, {
    session,
    folder: work.folder,
    signal: work.signal,
    onRecords: (records) => {
      progress.rows(records);
    },
  });
  const before = account.rejectedRows;
  await account.add(table);
  progress.rejected(account.rejectedRows - before);
  return table;
}

/** Copies the rows of each query into its table, in this order. */
export async function stageAll(
  { session, staging }: ImportWork,
  queries: readonly (readonly [RecordTable, string])[],
): Promise<void> {
  for (const [table, query] of queries) await stageRows(session, staging, { table, query });
}
