import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { pipeline } from 'node:stream/promises';
import { constants, createGzip, type Gzip } from 'node:zlib';
import type { Cell } from './columns.ts';

/** Characters gathered before they go to the compressor; what is held in memory of one file. */
const CHUNK_LENGTH = 1 << 17;

/** A gzip CSV file written row by row, of which little is ever in memory. */
export class CsvFile {
  readonly #columns: readonly string[];
  readonly #gzip: Gzip;
  readonly #written: Promise<void>;
  #pending: string;
  #rows = 0;

  constructor(path: string, columns: readonly string[]) {
    this.#columns = columns;
    this.#pending = `${columns.join(',')}\n`;
    this.#gzip = createGzip({ level: constants.Z_BEST_SPEED });
    this.#written = pipeline(this.#gzip, createWriteStream(path, { mode: 0o600, flags: 'wx' }));
    // A failure is met by the next flush or close; until then it must not end the process.
    this.#written.catch(() => undefined);
  }

  /** Data rows written so far. */
  get rows(): number {
    return this.#rows;
  }

  /** Adds a row; columns that it leaves out are empty. */
  write(row: Readonly<Record<string, Cell | undefined>>): void {
    this.writeCells(this.#columns.map((column) => row[column] ?? null));
  }

  /** Adds a row whose cells are in the order of the columns. */
  writeCells(cells: readonly Cell[]): void {
    this.#pending += `${cells.map(csvCell).join(',')}\n`;
    this.#rows += 1;
  }

  /** Hands what has gathered to the disk and waits until there is room for more. */
  async flush(): Promise<void> {
    if (this.#pending.length < CHUNK_LENGTH) return;
    const chunk = this.#pending;
    this.#pending = '';
    if (!this.#gzip.write(chunk)) await Promise.race([once(this.#gzip, 'drain'), this.#written]);
  }

  async close(): Promise<void> {
    this.#gzip.end(this.#pending);
    this.#pending = '';
    await this.#written;
  }

  /** Stops at once; the file is left incomplete. */
  async abandon(): Promise<void> {
    this.#gzip.destroy();
    await this.#written.catch(() => undefined);
  }
}

function csvCell(cell: Cell): string {
  if (cell === null) return '';
  if (typeof cell === 'number') return String(cell);
  return /[",\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell;
}
