import type { ImportSummary } from '../../api/services.ts';
import type { RowCode } from '../../errors.ts';
import type { Database } from '../database.ts';
import type { DuckDbSession } from './duckdb-session.ts';
import { linkOf } from './links.ts';
import type { LoadedFile } from './load-table.ts';
import { brokenFault, reasonOf } from './row-faults.ts';
import { RowInserter } from './staging.ts';
import { type Sentence } from '../../../models/wording.ts';

export type FileCounts = ImportSummary['files'][number];
export type ImportWarning = ImportSummary['warnings'][number];

/** Where and why a record was rejected; never the record itself. */
export interface RejectedRecord {
  /** Path inside the folder. */
  readonly file: string;
  readonly line: number;
  readonly column: string | null;
  readonly code: RowCode;
  /** What is wrong, where the code alone says too little. */
  readonly reason?: Sentence;
}

/** Keeps the account of an import: what became of every record of every file. */
export class ImportAccount {
  readonly run: string;
  /** Of the clock that times are on, minutes east of Greenwich; `null`: that of the source, whatever it is. */
  utcOffsetMinutes: number | null = null;
  readonly files: FileCounts[] = [];
  readonly warnings: ImportWarning[] = [];
  /** SHA-256 of each file, by name. */
  readonly sha256 = new Map<string, string>();
  /** Rows kept in `rejected_row`, duplicates among them. */
  rejectedRows = 0;
  readonly #session: DuckDbSession;
  readonly #staging: Database;

  constructor(run: string, session: DuckDbSession, staging: Database) {
    this.run = run;
    this.#session = session;
    this.#staging = staging;
  }

  /** Keeps rejected records that no table in DuckDB has. */
  reject(records: readonly RejectedRecord[]): void {
    const inserter = this.#rejectedRows();
    for (const { file, line, column, ...why } of records)
      inserter.add([this.run, file, line, column, why.code, reasonOf(why)]);
    this.rejectedRows += inserter.flush();
  }

  /** Counts the records of a file, keeps those rejected with their reason, and counts what is odd about the others. */
  async add(loaded: LoadedFile): Promise<void> {
    const { name, faults, records, broken } = loaded;
    const { id, file } = loaded.file;
    const byFault = new Map<number, number>();
    for (const { fault, n } of await this.#session.rows(
      `SELECT fault, count(*) AS n FROM ${name} WHERE file_id = ${id} GROUP BY fault`,
    )) {
      byFault.set(Number(fault), Number(n));
    }
    const inTable = [...byFault.values()].reduce((sum, n) => sum + n, 0);
    const imported = byFault.get(0) ?? 0;
    const duplicate = faults.reduce((sum, { code }, index) => {
      return sum + (code === 'duplicate_key' ? (byFault.get(index + 1) ?? 0) : 0);
    }, 0);
    const counts = {
      file: file.name,
      read: records + broken.length,
      imported,
      rejected: inTable - imported - duplicate + broken.length,
      duplicate,
      unused: records - inTable,
    };
    this.files.push(counts);
    this.sha256.set(file.name, loaded.sha256);
    if (counts.rejected + counts.duplicate > 0) await this.#keepRejected(loaded);
    await this.#countWarnings(loaded);
  }

  /** Says that some rows of a file, sound as they are, served nothing. */
  moveToUnused(file: string, rows: number): void {
    const index = this.files.findIndex((counts) => counts.file === file);
    const counts = this.files[index];
    if (counts === undefined) return;
    this.files[index] = { ...counts, imported: counts.imported - rows, unused: counts.unused + rows };
  }

  warn(warning: ImportWarning & { readonly message: Sentence }): void {
    if (warning.count > 0) this.warnings.push(warning);
  }

  #rejectedRows(): RowInserter {
    const columns = ['run_id', 'file', 'line', 'column_name', 'code', 'reason'];
    return new RowInserter(this.#staging, 'rejected_row', columns);
  }

  async #keepRejected({ file: { id, file }, name, faults, broken }: LoadedFile): Promise<void> {
    const inserter = this.#rejectedRows();
    for (const record of broken) {
      const { code, reason } = brokenFault(record);
      inserter.add([this.run, file.name, record.line, null, code, reason]);
    }
    const query = `SELECT line, fault FROM ${name} WHERE file_id = ${id} AND fault > 0 ORDER BY line`;
    for await (const { chunk } of this.#session.chunks(query)) {
      const lines = chunk.getColumnVector(0);
      const numbers = chunk.getColumnVector(1);
      for (let row = 0; row < chunk.rowCount; row += 1) {
        const fault = faults[Number(numbers.getItem(row)) - 1];
        if (fault === undefined) throw new RangeError('a row has a fault that its table does not know');
        inserter.add([this.run, file.name, lines.getItem(row), fault.column, fault.code, reasonOf(fault)]);
      }
    }
    this.rejectedRows += inserter.flush();
  }

  async #countWarnings({ spec, file: { id, file }, name }: LoadedFile): Promise<void> {
    const { warnings = [] } = spec;
    if (warnings.length === 0) return;
    const counts = warnings.map(({ when }, index) => `count(*) FILTER (WHERE ${when}) AS w${index}`);
    const join =
      linkOf(spec).encounter === undefined ? '' : ' LEFT JOIN encounter e ON e.id = t.encounter_id';
    const [row] = await this.#session.rows(
      `SELECT ${counts.join(', ')} FROM ${name} t${join} WHERE t.file_id = ${id} AND t.fault = 0`,
    );
    warnings.forEach(({ code, message }, index) => {
      this.warn({ code, file: file.name, count: Number(row?.[`w${index}`] ?? 0), message });
    });
  }
}
