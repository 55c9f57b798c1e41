import { appendVarint, encodeThrift, i32, i64, list, struct, text, type Thrift } from './thrift.ts';

export type ParquetType = 'INT32' | 'DOUBLE' | 'BYTE_ARRAY';

export interface ParquetColumn {
  readonly name: string;
  readonly type: ParquetType;
}

/** What a column has in the rows of a group. */
export interface ColumnValues {
  /** Row by row, 1 where there is a value and 0 where there is none; `null`: each has one. */
  readonly present: Uint8Array | null;
  /** The values that there are, little-endian; before each text its length in four bytes. */
  readonly values: Uint8Array;
}

const MAGIC = Buffer.from('PAR1');
// Numbers of the Parquet format: https://github.com/apache/parquet-format/blob/master/src/main/thrift/parquet.thrift
const TYPES = { INT32: 1, DOUBLE: 5, BYTE_ARRAY: 6 } as const;
const OPTIONAL = 1;
const UTF8 = 0;
const PLAIN = 0;
const RLE = 3;
const UNCOMPRESSED = 0;
const DATA_PAGE = 0;
const VERSION = 1;

/**
 * Writes a Parquet file as simple as the format allows: every column optional, a page a column and row group, neither
 * compressed nor encoded. Such a file DuckDB reads in a quarter of the time that it takes to read the same rows as CSV.
 * A library would ask for each value as an object of its own, which takes longer than all that is won.
 */
export class ParquetWriter {
  readonly #columns: readonly ParquetColumn[];
  readonly #write: (bytes: Uint8Array) => void;
  readonly #groups: Thrift[] = [];
  #rows = 0;
  #bytes = 0;

  /** @param write receives the bytes of the file in their order; they are good until it returns. */
  constructor(columns: readonly ParquetColumn[], write: (bytes: Uint8Array) => void) {
    this.#columns = columns;
    this.#write = write;
    this.#append(MAGIC);
  }

  /** Writes a group of rows, column by column. */
  group(rows: number, columns: readonly ColumnValues[]): void {
    const start = this.#bytes;
    const chunks = columns.map((values, index) =>
      this.#page(rows, this.#columns[index] as ParquetColumn, values),
    );
    this.#groups.push(struct({ 1: list(chunks), 2: i64(this.#bytes - start), 3: i64(rows) }));
    this.#rows += rows;
  }

  /** Ends the file with what a reader must know of it. */
  end(): void {
    const root = struct({ 4: text('rows'), 5: i32(this.#columns.length) });
    const columns = this.#columns.map(({ name, type }) => {
      const meaning: Readonly<Record<number, Thrift>> = type === 'BYTE_ARRAY' ? { 6: i32(UTF8) } : {};
      return struct({ 1: i32(TYPES[type]), 3: i32(OPTIONAL), 4: text(name), ...meaning });
    });
    const footer = encodeThrift(
      struct({ 1: i32(VERSION), 2: list([root, ...columns]), 3: i64(this.#rows), 4: list(this.#groups) }),
    );
    this.#append(footer);
    this.#append(littleEndian(footer.length));
    this.#append(MAGIC);
  }

  #page(rows: number, { name, type }: ParquetColumn, { present, values }: ColumnValues): Thrift {
    const start = this.#bytes;
    const levels = definitionLevels(rows, present);
    const size = i32(levels.length + values.length);
    const encodings = { 1: i32(rows), 2: i32(PLAIN), 3: i32(RLE), 4: i32(RLE) };
    this.#append(encodeThrift(struct({ 1: i32(DATA_PAGE), 2: size, 3: size, 5: struct(encodings) })));
    this.#append(levels);
    this.#append(values);
    const bytes = i64(this.#bytes - start);
    return struct({
      2: i64(start),
      3: struct({
        1: i32(TYPES[type]),
        2: list([i32(PLAIN), i32(RLE)]),
        3: list([text(name)]),
        4: i32(UNCOMPRESSED),
        5: i64(rows),
        6: bytes,
        7: bytes,
        9: i64(start),
      }),
    });
  }

  #append(bytes: Uint8Array): void {
    this.#write(bytes);
    this.#bytes += bytes.length;
  }
}

/** Which rows have a value: one run, behind its length. */
function definitionLevels(rows: number, present: Uint8Array | null): Uint8Array {
  const head: number[] = [];
  // So many times the same value, or so many bytes of bits.
  appendVarint(head, present === null ? rows * 2 : Math.ceil(rows / 8) * 2 + 1);
  const body = present === null ? Uint8Array.of(1) : bitsOf(present);
  return Buffer.concat([littleEndian(head.length + body.length), Uint8Array.from(head), body]);
}

/** A bit a row, the lowest first. */
function bitsOf(present: Uint8Array): Uint8Array {
  const bits = new Uint8Array(Math.ceil(present.length / 8));
  let byte = 0;
  for (let row = 0; row < present.length; row += 1) {
    byte |= (present[row] as number) << (row & 7);
    if ((row & 7) < 7) continue;
    bits[row >> 3] = byte;
    byte = 0;
  }
  if (present.length % 8 > 0) bits[bits.length - 1] = byte;
  return bits;
}

function littleEndian(value: number): Uint8Array {
  return Uint8Array.of(value, value >> 8, value >> 16, value >> 24);
}
