import { ChunkFiles } from './chunk-files.ts';
import { ChunkSize } from './chunk-size.ts';
import { WORK_BYTES } from './csv-file.ts';
import type { FieldTypes } from './field-types.ts';
import { ParquetWriter } from './parquet-writer.ts';
import { COMMA, NEWLINE, NOT_PLAIN } from './plain-fields.ts';
import { PlainRows } from './plain-rows.ts';

/**
 * Some sound records of a file, in a file of their own. `plain`: in Parquet, the physical line as `c0`, then the needed
 * fields, read, each as `c` and its place from 1. `text`: in CSV without a header, the physical line before the fields as they stood.
 */
export interface RecordChunk {
  readonly form: 'plain' | 'text';
  readonly path: string;
  readonly records: number;
}

/** Writes plain records into chunks. */
export class PlainChunkWriter {
  /** Records of the chunk that is being written. */
  records = 0;
  readonly #types: FieldTypes;
  #rows: PlainRows;
  /** Whether no more came so far than was expected. */
  #asExpected = true;
  readonly #files: ChunkFiles;
  readonly #size = new ChunkSize();
  #parquet: ParquetWriter | null = null;

  /** @param bytes of text that are expected. */
  constructor(folder: string, types: FieldTypes, bytes: number) {
    this.#types = types;
    this.#rows = new PlainRows(types, bytes);
    this.#files = new ChunkFiles(folder, 'parquet');
  }

  /** Takes a record when it is plain: as `PlainRows.read`. */
  record(line: number, bytes: Uint8Array, from: number): number {
    const end = this.#rows.read(line, bytes, from);
    if (end === NOT_PLAIN) return NOT_PLAIN;
    this.records += 1;
    if (this.#rows.isFull) this.#makeRoom();
    return end;
  }

  get isFull(): boolean {
    return this.#size.isReached(this.records, this.#files.bytes);
  }

  finish(): RecordChunk {
    this.#flush().end();
    this.#parquet = null;
    const chunk = { form: 'plain', path: this.#files.finish(), records: this.records } as const;
    this.#size.grow(this.records);
    this.records = 0;
    return chunk;
  }

  close(): void {
    this.#files.close();
  }

  /** A table of which more comes than was expected is written in large groups from then on. */
  #makeRoom(): void {
    this.#flush();
    if (this.#asExpected) this.#rows = new PlainRows(this.#types, Infinity);
    this.#asExpected = false;
  }

  #flush(): ParquetWriter {
    this.#parquet ??= new ParquetWriter(this.#rows.columns, (bytes) => {
      this.#files.write(bytes);
    });
    const { rows } = this.#rows;
    if (rows > 0) this.#parquet.group(rows, this.#rows.take());
    return this.#parquet;
  }
}

/** A record is written with its line, a comma and a newline: this many bytes more at most. */
const LINE_BYTES = 16;

/** Writes other records into chunks. */
export class TextChunkWriter {
  /** Records of the chunk that is being written. */
  records = 0;
  readonly #files: ChunkFiles;
  readonly #size = new ChunkSize();
  #buffer: Buffer;
  #buffered = 0;

  /** @param bytes of text that are expected. */
  constructor(folder: string, bytes: number) {
    this.#files = new ChunkFiles(folder, 'csv');
    this.#buffer = Buffer.allocUnsafe(Math.min(WORK_BYTES, bytes) + LINE_BYTES);
  }

  /** A record of the bytes `[from, to)`. */
  record(line: number, bytes: Buffer, from: number, to: number): void {
    const needed = to - from + LINE_BYTES;
    if (this.#buffered + needed > this.#buffer.length) this.#makeRoom();
    let at = this.#buffered;
    at += this.#buffer.write(String(line), at);
    this.#buffer[at++] = COMMA;
    at += bytes.copy(this.#buffer, at, from, to);
    this.#buffer[at++] = NEWLINE;
    this.#buffered = at;
    this.records += 1;
  }

  get isFull(): boolean {
    return this.#size.isReached(this.records, this.#files.bytes);
  }

  finish(): RecordChunk {
    this.#flush();
    const chunk = { form: 'text', path: this.#files.finish(), records: this.records } as const;
    this.#size.grow(this.records);
    this.records = 0;
    return chunk;
  }

  close(): void {
    this.#files.close();
  }

  #makeRoom(): void {
    this.#flush();
    const most = WORK_BYTES + LINE_BYTES;
    if (this.#buffer.length < most) this.#buffer = Buffer.allocUnsafe(most);
  }

  #flush(): void {
    this.#files.write(this.#buffer.subarray(0, this.#buffered));
    this.#buffered = 0;
  }
}
