import { closeSync, openSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import type { TableSpec } from '../table-spec.ts';
import type { Field, ResourcePlace } from './resource-reader.ts';

/** The longest row that is written; DuckDB reads lines of twice that. */
export const MOST_ROW_BYTES = 1 << 20;
const BUFFER_CHARACTERS = 1 << 20;

/** The rows of one table, of all files, in a file of their own: CSV without a header, file and line coming first. */
export class RowFile {
  readonly spec: TableSpec;
  readonly path: string;
  rows = 0;
  readonly #columns: readonly string[];
  readonly #descriptor: number;
  #buffer: string[] = [];
  #characters = 0;

  /** @param folder readable by the owner only. */
  constructor(spec: TableSpec, folder: string) {
    this.spec = spec;
    this.path = join(folder, `${spec.table}.csv`);
    this.#columns = Object.keys(spec.columns);
    this.#descriptor = openSync(this.path, 'wx', 0o600);
  }

  /**
   * Adds the rows of a resource, all or none.
   * @returns false where one of them is longer than any that is read.
   */
  add({ fileId, line }: ResourcePlace, rows: readonly Readonly<Record<string, Field>>[]): boolean {
    const lines = rows.map((row) => {
      const fields = this.#columns.map((column) => fieldText(row[column] ?? null));
      return `${fileId},${line},${fields.join(',')}\n`;
    });
    if (lines.some((text) => Buffer.byteLength(text) > MOST_ROW_BYTES)) return false;
    for (const text of lines) {
      this.#buffer.push(text);
      this.#characters += text.length;
    }
    this.rows += lines.length;
    if (this.#characters > BUFFER_CHARACTERS) this.#flush();
    return true;
  }

  close(): void {
    this.#flush();
    closeSync(this.#descriptor);
  }

  #flush(): void {
    const bytes = Buffer.from(this.#buffer.join(''));
    for (let from = 0; from < bytes.length;)
      from += writeSync(this.#descriptor, bytes, from, bytes.length - from);
    this.#buffer = [];
    this.#characters = 0;
  }
}

/** Behind the minute of a clock that nobody names stands this. */
export const UNNAMED_CLOCK = 'L';

function fieldText(field: Field): string {
  if (field === null) return '';
  if (typeof field === 'number') return String(field);
  if (typeof field === 'string') return `"${field.replaceAll('"', '""')}"`;
  return field.offset === null ? `${field.minute}${UNNAMED_CLOCK}` : String(field.minute);
}
