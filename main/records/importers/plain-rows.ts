import type { ColumnTypeName } from './column-types.ts';
import type { FieldTypes } from './field-types.ts';
import type { ColumnValues, ParquetColumn, ParquetType } from './parquet-writer.ts';
import { IntegerColumn, NumberColumn, TextColumn } from './plain-columns.ts';
import { COMMA, fieldEnd, NEWLINE, NOT_PLAIN, RETURN } from './plain-fields.ts';

/** Eight times as many as DuckDB handles at once. */
const MOST_ROWS = 8 * 2048;
const MOST_BYTES = 2 << 20;

// A number for each way to read a field: comparing names would take longer than the reading.
const SKIPPED = 0;
const TEXT = 1;
const INTEGER = 2;
const OFFSET = 3;
const NUMBER = 4;
const MINUTE = 5;
const DAY = 6;
// Of lives, times before 1970 are left to the second look.
const WAYS = {
  text: { way: TEXT, stored: 'BYTE_ARRAY' },
  verbatim: { way: TEXT, stored: 'BYTE_ARRAY' },
  integer: { way: INTEGER, stored: 'INT32' },
  offset: { way: OFFSET, stored: 'INT32' },
  number: { way: NUMBER, stored: 'DOUBLE' },
  minute: { way: MINUTE, stored: 'INT32' },
  day: { way: DAY, stored: 'INT32' },
  lifeMinute: { way: MINUTE, stored: 'INT32' },
  lifeDay: { way: DAY, stored: 'INT32' },
} as const satisfies Record<ColumnTypeName, { way: number; stored: ParquetType }>;

type PlainColumn = IntegerColumn | NumberColumn | TextColumn;

/**
 * Collects records in plain form, as nearly all are written: each needed field empty or in the most usual form of its
 * type, no quote within a field, no control character. Such a record needs no second look: its values are what
 * `COLUMN_TYPES` makes of the same text. Of any other it says only that it is not plain.
 */
export class PlainRows {
  /** The columns that `take` gives: the physical line as `c0`, then the needed fields by their place from 1. */
  readonly columns: readonly ParquetColumn[];
  readonly #ways: Uint8Array;
  readonly #fields: readonly (PlainColumn | null)[];
  readonly #lines: IntegerColumn;
  readonly #mostRows: number;
  readonly #mostBytes: number;
  #rows = 0;
  #bytes = 0;

  /** @param bytes of text that are expected: there is room for as many at once, unless they are too many. */
  constructor(types: FieldTypes, bytes: number) {
    this.#mostBytes = Math.max(1, Math.min(MOST_BYTES, bytes));
    this.#mostRows = Math.min(MOST_ROWS, this.#mostBytes);
    this.#lines = new IntegerColumn(this.#mostRows);
    this.columns = [
      { name: 'c0', type: 'INT32' },
      ...types.flatMap((type, index) =>
        type === null ? [] : [{ name: `c${index + 1}`, type: WAYS[type].stored }],
      ),
    ];
    this.#ways = Uint8Array.from(types, (type) => (type === null ? SKIPPED : WAYS[type].way));
    this.#fields = types.map((type) => (type === null ? null : this.#emptyColumn(type)));
  }

  get isFull(): boolean {
    return this.#rows === this.#mostRows || this.#bytes >= this.#mostBytes;
  }

  get rows(): number {
    return this.#rows;
  }

  /**
   * Takes a record when it is plain. There must be room for it.
   * @param from where the record starts; a newline must follow somewhere.
   * @returns position of the newline that ends it, or `NOT_PLAIN`.
   */
  read(line: number, bytes: Uint8Array, from: number): number {
    const ways = this.#ways;
    const last = ways.length - 1;
    let at = from;
    for (let field = 0; ; field += 1) {
      at = this.#readField(field, ways[field] as number, bytes, at);
      if (at === NOT_PLAIN) return NOT_PLAIN;
      if (field === last) break;
      if (bytes[at] !== COMMA) return NOT_PLAIN;
      at += 1;
    }
    // A blank line is no record.
    if (at === from) return NOT_PLAIN;
    if (bytes[at] === RETURN) at += 1;
    if (bytes[at] !== NEWLINE) return NOT_PLAIN;
    this.#lines.set(this.#rows, line);
    this.#rows += 1;
    this.#bytes += at - from;
    return at;
  }

  /** The rows so far, column by column, good until the next record is read, which is the first of the next. */
  take(): ColumnValues[] {
    const rows = this.#rows;
    this.#rows = 0;
    this.#bytes = 0;
    return [this.#lines, ...this.#fields.filter((column) => column !== null)].map((column) =>
      column.take(rows),
    );
  }

  #readField(field: number, way: number, bytes: Uint8Array, from: number): number {
    const row = this.#rows;
    const column = this.#fields[field];
    switch (way) {
      case SKIPPED:
        return fieldEnd(bytes, from);
      case TEXT:
        return (column as TextColumn).text(bytes, from, row);
      case INTEGER:
        return (column as IntegerColumn).integer(bytes, from, row);
      case OFFSET:
        return (column as IntegerColumn).offset(bytes, from, row);
      case NUMBER:
        return (column as NumberColumn).number(bytes, from, row);
      case MINUTE:
        return (column as IntegerColumn).minute(bytes, from, row);
      default:
        return (column as IntegerColumn).day(bytes, from, row);
    }
  }

  #emptyColumn(type: ColumnTypeName): PlainColumn {
    switch (WAYS[type].stored) {
      case 'BYTE_ARRAY':
        return new TextColumn(this.#mostRows, this.#mostBytes);
      case 'DOUBLE':
        return new NumberColumn(this.#mostRows);
      case 'INT32':
        return new IntegerColumn(this.#mostRows);
    }
  }
}
