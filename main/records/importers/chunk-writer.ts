import { closeSync, constants, ftruncateSync, openSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { READ_BYTES } from './csv-file.ts';
import { writeInteger } from './write-integer.ts';

/**
 * Some sound records of a file, in a file of their own, without a header, the physical line as the first field. Plain
 * records have the fields that are needed as `PlainRecordReader` writes them; others have all fields as they stood.
 */
export interface CsvChunk {
  readonly form: RecordForm;
  readonly path: string;
  readonly records: number;
}

export type RecordForm = 'plain' | 'other';

/** The first chunk is small, so that DuckDB starts soon; each is twice the one before, up to the largest. */
const FIRST_CHUNK_BYTES = 4 << 20;
/** Large enough to keep DuckDB's readers busy, small enough for memory and for a quick cancel. */
const LARGEST_CHUNK_BYTES = 32 << 20;
/** Chunks alternate between two files: one is read while the next is written. */
const CHUNK_FILES = 2;
/** No published record comes near this; a longer one has an open quote. */
export const MAX_RECORD_BYTES = 1 << 20;
/** The longest record left open, and what is read next: no record is longer. */
export const WORK_BYTES = MAX_RECORD_BYTES + READ_BYTES;
/** A record is written with its line, a comma and a newline: this many bytes more at most. */
const LINE_BYTES = 16;
const COMMA = 0x2c;

/** Writes the records of one form into chunks. */
export class ChunkWriter {
  /** Takes the record that was begun; there is room for the longest. */
  readonly buffer = Buffer.allocUnsafe(2 * WORK_BYTES + LINE_BYTES);
  /** Records of the chunk that is being written. */
  records = 0;
  readonly #folder: string;
  readonly #form: RecordForm;
  #buffered = 0;
  #written = 0;
  #chunk = 0;
  #descriptor: number | null = null;

  constructor(folder: string, form: RecordForm) {
    this.#folder = folder;
    this.#form = form;
  }

  /** Writes the line of a record; returns the place in the buffer for its fields. A record not ended leaves no trace. */
  begin(line: number): number {
    if (this.#buffered > WORK_BYTES) this.#flush();
    const at = writeInteger(this.buffer, this.#buffered, line);
    this.buffer[at] = COMMA;
    return at + 1;
  }

  /** @param at place in the buffer behind the record, its newline included. */
  end(at: number): void {
    this.#buffered = at;
    this.records += 1;
  }

  finish(): CsvChunk {
    const descriptor = this.#flush();
    ftruncateSync(descriptor, this.#written);
    this.close();
    const chunk = { form: this.#form, path: this.#path, records: this.records };
    this.#chunk += 1;
    this.#written = 0;
    this.records = 0;
    return chunk;
  }

  close(): void {
    if (this.#descriptor !== null) closeSync(this.#descriptor);
    this.#descriptor = null;
  }

  get isFull(): boolean {
    const bytes = this.#written + this.#buffered;
    return bytes >= Math.min(FIRST_CHUNK_BYTES * 2 ** this.#chunk, LARGEST_CHUNK_BYTES);
  }

  #flush(): number {
    // Written over and cut at the end: to take a file's pages away and give it new ones takes as long as to write.
    const descriptor = (this.#descriptor ??= openSync(
      this.#path,
      constants.O_WRONLY | constants.O_CREAT,
      0o600,
    ));
    for (let from = 0; from < this.#buffered;) {
      from += writeSync(descriptor, this.buffer, from, this.#buffered - from);
    }
    this.#written += this.#buffered;
    this.#buffered = 0;
    return descriptor;
  }

  get #path(): string {
    return join(this.#folder, `chunk-${this.#form}-${this.#chunk % CHUNK_FILES}.csv`);
  }
}
