import { chmodSync, closeSync, openSync, writeSync } from 'node:fs';
import path from 'node:path';
import type { DuckDbSession } from '../importers/duckdb-session.ts';
import { literal } from '../importers/sql-literal.ts';

/** Types of the columns of an exported table; a `TIMESTAMP` is staged as minutes since 1970. */
export type ColumnType = 'BIGINT' | 'BOOLEAN' | 'DOUBLE' | 'FLOAT' | 'TIMESTAMP' | 'VARCHAR' | 'VARCHAR[]';

/** What a table is written as. */
export type TableFormat = 'csv' | 'parquet';

type Cell = string | number | boolean | null;

const BUFFER_CHARACTERS = 1 << 20;

/** Rows on their way out, staged in a file so that no number of them fills the memory. */
export class StagedTable {
  readonly #columns: Readonly<Record<string, ColumnType>>;
  readonly #file: string;
  readonly #handle: number;
  #buffer = '';
  #rows = 0;

  constructor(folder: string, name: string, columns: Readonly<Record<string, ColumnType>>) {
    this.#columns = columns;
    this.#file = path.join(folder, `${name}.staged`);
    this.#handle = openSync(this.#file, 'wx', 0o600);
  }

  get rows(): number {
    return this.#rows;
  }

  /** @param cells in the order of the columns. */
  add(cells: readonly Cell[]): void {
    this.#rows += 1;
    this.#buffer += `${cells.map(stagedCell).join(',')}\n`;
    if (this.#buffer.length > BUFFER_CHARACTERS) this.#flush();
  }

  /** Ends the rows and writes them where they belong. @param order SQL over the columns. */
  async write(
    session: DuckDbSession,
    target: string,
    { format, order }: { format: TableFormat; order: string },
  ) {
    this.#flush();
    closeSync(this.#handle);
    const names = Object.keys(this.#columns);
    const source = `read_csv(${literal(this.#file)}, auto_detect = false, header = false, delim = ',', quote = '"',
      escape = '"', nullstr = '', columns = {${names.map((name) => `${literal(name)}: 'VARCHAR'`).join(', ')}})`;
    const typed = Object.entries(this.#columns).map(([name, type]) => `${typedSql(name, type)} AS ${name}`);
    const shown = names.map((name) => (format === 'csv' ? this.#inertSql(name) : name));
    const options = format === 'csv' ? 'FORMAT csv, HEADER' : 'FORMAT parquet, COMPRESSION zstd';
    await session.run(
      `COPY (SELECT ${shown.join(', ')} FROM (SELECT ${typed.join(', ')} FROM ${source}) ORDER BY ${order})
       TO ${literal(target)} (${options})`,
    );
    chmodSync(target, 0o600);
  }

  /** Text that a spreadsheet would run as a formula gets a leading apostrophe. */
  #inertSql(name: string): string {
    if (this.#columns[name] !== 'VARCHAR') return name;
    return `CASE WHEN regexp_matches(${name}, '^[=+\\-@\\t\\r]') THEN '''' || ${name} ELSE ${name} END AS ${name}`;
  }

  #flush(): void {
    writeSync(this.#handle, this.#buffer);
    this.#buffer = '';
  }
}

function stagedCell(cell: Cell): string {
  if (cell === null) return '';
  return typeof cell === 'string' ? `"${cell.replaceAll('"', '""')}"` : String(cell);
}

function typedSql(name: string, type: ColumnType): string {
  if (type === 'VARCHAR') return name;
  if (type === 'TIMESTAMP') return `TIMESTAMP '1970-01-01' + to_minutes(${name}::BIGINT)`;
  return `${name}::${type}`;
}
