import type { ColumnTypeName } from './column-types.ts';
import {
  DAY_BYTES,
  dayAt,
  integerEnd,
  isDigit,
  MINUTE_BYTES,
  minuteAt,
  NOT_PLAIN,
  numberEnd,
  offsetEnd,
  textEnd,
} from './plain-fields.ts';
import { writeInteger } from './write-integer.ts';

const COMMA = 0x2c;
const NEWLINE = 0x0a;
const RETURN = 0x0d;

// A number for each way to read a field: comparing names would take longer than the reading.
const SKIPPED = 0;
const TEXT = 1;
const INTEGER = 2;
const NUMBER = 3;
const OFFSET = 4;
const MINUTE = 5;
const DAY = 6;
const WAYS: Readonly<Record<ColumnTypeName, number>> = {
  text: TEXT,
  verbatim: TEXT,
  integer: INTEGER,
  number: NUMBER,
  offset: OFFSET,
  minute: MINUTE,
  day: DAY,
};

/**
 * Reads records in plain form, as nearly all are written: each needed field empty or in the most usual form of its
 * type, no quote within a field, no line's end within quotes. Such a record needs no second look: each of its values is
 * what `COLUMN_TYPES` would make of the same text. Of any other it says only that it is not plain.
 */
export class PlainRecordReader {
  /** Place in `out` behind the record that was written last. */
  end = 0;
  readonly #ways: Uint8Array;

  /** @param fields type of each field of the file; `null`: not needed. */
  constructor(fields: readonly (ColumnTypeName | null)[]) {
    this.#ways = Uint8Array.from(fields, (type) => (type === null ? SKIPPED : WAYS[type]));
  }

  /**
   * Writes a record as a line of the needed fields alone: minutes and days as whole numbers, the others as they stand.
   * @param from where the record starts; a newline must follow somewhere.
   * @param to place in `out`, which must have room for as many bytes as the record has.
   * @returns position of the newline that ends the record, or -1 when it is not plain.
   */
  read(bytes: Uint8Array, from: number, out: Uint8Array, to: number): number {
    const ways = this.#ways;
    const last = ways.length - 1;
    let at = from;
    let end = to;
    for (let field = 0; ; field += 1) {
      const way = ways[field] as number;
      const start = at;
      if (way < MINUTE) {
        at = fieldEnd(way, bytes, at);
        if (at === NOT_PLAIN) return NOT_PLAIN;
        if (way !== SKIPPED)
          for (let copied = start; copied < at; copied += 1) out[end++] = bytes[copied] as number;
      } else if (isDigit(bytes[at] as number)) {
        const time = way === MINUTE ? minuteAt(bytes, at) : dayAt(bytes, at);
        if (time === NOT_PLAIN) return NOT_PLAIN;
        end = writeInteger(out, end, time);
        at += way === MINUTE ? MINUTE_BYTES : DAY_BYTES;
      }
      if (way !== SKIPPED) out[end++] = COMMA;
      if (field === last) break;
      if (bytes[at] !== COMMA) return NOT_PLAIN;
      at += 1;
    }
    if (at === from) return NOT_PLAIN;
    if (bytes[at] === RETURN) at += 1;
    if (bytes[at] !== NEWLINE) return NOT_PLAIN;
    out[end - 1] = NEWLINE;
    this.end = end;
    return at;
  }
}

function fieldEnd(way: number, bytes: Uint8Array, from: number): number {
  switch (way) {
    case INTEGER:
      return integerEnd(bytes, from);
    case NUMBER:
      return numberEnd(bytes, from);
    case OFFSET:
      return offsetEnd(bytes, from);
    default:
      return textEnd(bytes, from);
  }
}
