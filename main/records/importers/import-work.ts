import type { Database } from '../database.ts';
import type { RecordTable } from '../record-tables.ts';
import type { DuckDbSession } from './duckdb-session.ts';
import { markDuplicates } from './duplicate-keys.ts';
import type { ImportAccount } from './import-account.ts';
import type { ProgressReporter } from './import-progress.ts';
import { createTable, type LoadedFile, loadFile } from './load-table.ts';
import { type PatientRows, patientRanges } from './patient-ranges.ts';
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

/** All files of a table whose rows may be spread over several, by name. */
export function filesOf({ files }: ImportWork, spec: TableSpec): readonly NumberedFile[] {
  return files.filter((file) => file.spec === spec);
}

/** Id in `source_file` of a table's file; an absent one has no rows that could ask for it. */
export function fileId(work: ImportWork, spec: TableSpec): number {
  return fileOf(work, spec)?.id ?? 0;
}

/** Reads the files of a table; it stays empty where the folder has none. */
export async function load(work: ImportWork, spec: TableSpec): Promise<void> {
  const { session, account, progress, folder, signal } = work;
  const onRecords = (records: number): void => {
    progress.rows(records);
  };
  await createTable(spec, session);
  const loaded: LoadedFile[] = [];
  for (const file of filesOf(work, spec)) {
    progress.startFile(file.file.name);
    loaded.push(await loadFile(file, spec, { session, folder, signal, onRecords }));
  }
  await markDuplicates(spec, session);
  const before = account.rejectedRows;
  for (const file of loaded) await account.add(file);
  progress.rejected(account.rejectedRows - before);
}

/** Copies the rows of each query into its table, in this order. */
export async function stageAll(
  { session, staging }: ImportWork,
  queries: readonly (readonly [RecordTable, string])[],
): Promise<void> {
  for (const [table, query] of queries) await stageRows(session, staging, { table, query });
}

/** No more than about so many rows are sorted at once. */
export const MOST_SORTED = 10_000_000;
/** Of notes fewer: they are long. Each range reads the texts of all of them, so not many fewer. */
export const MOST_NOTES = 1_000_000;

/** Copies rows of people into their tables, in this order, of some patients after the others. */
export async function stageByPatient(
  { session, staging }: ImportWork,
  tables: readonly PatientRows[],
  mostRows = MOST_SORTED,
): Promise<void> {
  for (const { table, from, query } of tables) {
    for (const range of await patientRanges(session, from, mostRows))
      await stageRows(session, staging, { table, query: query(range) });
  }
}

export interface FileCount {
  /** In `source_file`. */
  readonly id: number;
  readonly file: string;
  readonly count: number;
}

/** Names the files of a count. @param query rows `file_id` and `n`. */
export async function countByFile(work: ImportWork, query: string): Promise<FileCount[]> {
  const rows = await work.session.rows(query);
  return rows.flatMap(({ file_id: id, n }) => {
    const found = work.files.find((file) => file.id === id);
    return found === undefined ? [] : [{ id: found.id, file: found.file.name, count: Number(n) }];
  });
}
