import type { ColumnValues } from './parquet-writer.ts';
import {
  DAY_BYTES,
  dayAt,
  isPlainText,
  MINUS,
  MINUTE_BYTES,
  minuteAt,
  NOT_PLAIN,
  POINT,
  QUOTE,
  SPACE,
  ZERO,
} from './plain-fields.ts';

/** So many digits are an Int32, whichever they are. */
const MAX_INTEGER_DIGITS = 9;
/** Nineteen years in minutes: within a life. */
const MAX_OFFSET_DIGITS = 7;
/** So many digits are a float64 without rounding, and so is the power of ten that they are divided by. */
const MAX_NUMBER_DIGITS = 15;
const POWERS = Float64Array.from({ length: MAX_NUMBER_DIGITS + 1 }, (_, exponent) => 10 ** exponent);
/** A longer text is not plain, so that little room is needed. */
const MAX_TEXT_BYTES = 1 << 16;
const LENGTH_BYTES = 4;

// Each column takes the field of a row that starts at `from`, which may be empty, and returns where it ends, or
// NOT_PLAIN. A row may be read over again: what it held before is gone then.

/** Whole numbers, times among them. */
export class IntegerColumn {
  readonly #values: Int32Array;
  readonly #present: Uint8Array;

  /** @param rows how many there is room for. */
  constructor(rows: number) {
    this.#values = new Int32Array(rows);
    this.#present = new Uint8Array(rows);
  }

  /** Takes a number from elsewhere. */
  set(row: number, value: number): void {
    this.#values[row] = value;
    this.#present[row] = 1;
  }

  /** A number without sign or leading zeros. */
  integer(bytes: Uint8Array, from: number, row: number): number {
    let at = from;
    let value = 0;
    let digit = (bytes[at] as number) ^ ZERO;
    while (digit <= 9) {
      value = (value * 10 + digit) | 0;
      at += 1;
      digit = (bytes[at] as number) ^ ZERO;
    }
    const digits = at - from;
    if (digits > MAX_INTEGER_DIGITS || (digits > 1 && bytes[from] === ZERO)) return NOT_PLAIN;
    this.#values[row] = value;
    this.#present[row] = digits === 0 ? 0 : 1;
    return at;
  }

  /** A number of few digits, negative or not. */
  offset(bytes: Uint8Array, from: number, row: number): number {
    const isNegative = bytes[from] === MINUS;
    const start = isNegative ? from + 1 : from;
    const end = this.integer(bytes, start, row);
    if (end === NOT_PLAIN || end - start > MAX_OFFSET_DIGITS) return NOT_PLAIN;
    if (!isNegative) return end;
    const value = this.#values[row] as number;
    this.#values[row] = -value;
    return value === 0 ? NOT_PLAIN : end;
  }

  /** Minutes since 1970-01-01 00:00, written as `2150-03-01 10:30:00`. */
  minute(bytes: Uint8Array, from: number, row: number): number {
    if (!isDigit(bytes, from)) return this.#leaveEmpty(from, row);
    const minute = minuteAt(bytes, from);
    this.set(row, minute);
    return minute === NOT_PLAIN ? NOT_PLAIN : from + MINUTE_BYTES;
  }

  /** Days since 1970-01-01, written as `2150-03-01`. */
  day(bytes: Uint8Array, from: number, row: number): number {
    if (!isDigit(bytes, from)) return this.#leaveEmpty(from, row);
    const day = dayAt(bytes, from);
    this.set(row, day);
    return day === NOT_PLAIN ? NOT_PLAIN : from + DAY_BYTES;
  }

  /** What the first rows hold; the column can then be filled anew. */
  take(rows: number): ColumnValues {
    return takePresent(this.#values, this.#present.subarray(0, rows));
  }

  #leaveEmpty(from: number, row: number): number {
    this.#present[row] = 0;
    return from;
  }
}

/** Decimal numbers. */
export class NumberColumn {
  readonly #values: Float64Array;
  readonly #present: Uint8Array;

  /** @param rows how many there is room for. */
  constructor(rows: number) {
    this.#values = new Float64Array(rows);
    this.#present = new Uint8Array(rows);
  }

  /** A number without exponent: its digits divided by a power of ten, both exact, give the nearest float64. */
  number(bytes: Uint8Array, from: number, row: number): number {
    const isNegative = bytes[from] === MINUS;
    const start = isNegative ? from + 1 : from;
    let at = start;
    let value = 0;
    let digit = (bytes[at] as number) ^ ZERO;
    while (digit <= 9) {
      value = value * 10 + digit;
      at += 1;
      digit = (bytes[at] as number) ^ ZERO;
    }
    let digits = at - start;
    this.#present[row] = digits === 0 ? 0 : 1;
    if (digits === 0) return isNegative ? NOT_PLAIN : from;
    if (bytes[at] === POINT) {
      at += 1;
      const decimalStart = at;
      digit = (bytes[at] as number) ^ ZERO;
      while (digit <= 9) {
        value = value * 10 + digit;
        at += 1;
        digit = (bytes[at] as number) ^ ZERO;
      }
      const decimals = at - decimalStart;
      digits += decimals;
      if (decimals === 0 || digits > MAX_NUMBER_DIGITS) return NOT_PLAIN;
      value /= POWERS[decimals] as number;
    }
    this.#values[row] = isNegative ? -value : value;
    return digits > MAX_NUMBER_DIGITS ? NOT_PLAIN : at;
  }

  /** What the first rows hold; the column can then be filled anew. */
  take(rows: number): ColumnValues {
    return takePresent(this.#values, this.#present.subarray(0, rows));
  }
}

/** Texts, each behind its length in four bytes, as Parquet has them. */
export class TextColumn {
  readonly #data: Uint8Array;
  /** By row and one: where its text ends. An empty text has no length before it either. */
  readonly #ends: Int32Array;

  /**
   * @param rows how many there is room for.
   * @param bytes how many bytes of text there is room for, before one more.
   */
  constructor(rows: number, bytes: number) {
    this.#data = Buffer.allocUnsafe(bytes + rows * LENGTH_BYTES + MAX_TEXT_BYTES);
    this.#ends = new Int32Array(rows + 1);
  }

  /** A text without quotes, or in quotes on one line. */
  text(bytes: Uint8Array, from: number, row: number): number {
    if (bytes[from] === QUOTE) return this.#quoted(bytes, from, row);
    const data = this.#data;
    const start = (this.#ends[row] as number) + LENGTH_BYTES;
    let to = start;
    let at = from;
    let byte = bytes[at] as number;
    const limit = start + MAX_TEXT_BYTES;
    while (isPlainText(byte) && to < limit) {
      data[to] = byte;
      to += 1;
      at += 1;
      byte = bytes[at] as number;
    }
    this.#end(row, start, to);
    return byte === QUOTE ? NOT_PLAIN : at;
  }

  #quoted(bytes: Uint8Array, from: number, row: number): number {
    const start = (this.#ends[row] as number) + LENGTH_BYTES;
    const limit = start + MAX_TEXT_BYTES;
    let to = start;
    for (let at = from + 1; to < limit; at += 1) {
      const byte = bytes[at] as number;
      if (byte < SPACE) break;
      if (byte === QUOTE) {
        at += 1;
        // Two quotes are one of the text.
        if (bytes[at] !== QUOTE) {
          this.#end(row, start, to);
          // Whether "" is an empty text or none is for DuckDB to say.
          return to === start ? NOT_PLAIN : at;
        }
      }
      this.#data[to] = byte;
      to += 1;
    }
    return NOT_PLAIN;
  }

  /** Ends the text of a row that goes from `start` to `end`. */
  #end(row: number, start: number, end: number): void {
    const data = this.#data;
    const length = end - start;
    data[start - 4] = length;
    data[start - 3] = length >> 8;
    data[start - 2] = length >> 16;
    data[start - 1] = length >> 24;
    this.#ends[row + 1] = length === 0 ? start - LENGTH_BYTES : end;
  }

  /** What the first rows hold; the column can then be filled anew. */
  take(rows: number): ColumnValues {
    const ends = this.#ends;
    const present = new Uint8Array(rows);
    for (let row = 0; row < rows; row += 1)
      present[row] = (ends[row + 1] as number) > (ends[row] as number) ? 1 : 0;
    return { present: unlessAll(present), values: this.#data.subarray(0, ends[rows]) };
  }
}

function isDigit(bytes: Uint8Array, at: number): boolean {
  return ((bytes[at] as number) ^ ZERO) <= 9;
}

/** The values of the rows that have one, moved together. */
function takePresent(values: Int32Array | Float64Array, flags: Uint8Array): ColumnValues {
  const present = unlessAll(flags);
  const count = present === null ? flags.length : moveTogether(values, present);
  return { present, values: new Uint8Array(values.buffer, 0, count * values.BYTES_PER_ELEMENT) };
}

function unlessAll(present: Uint8Array): Uint8Array | null {
  return present.includes(0) ? present : null;
}

/** Returns the number of values that are present. */
function moveTogether(values: Int32Array | Float64Array, present: Uint8Array): number {
  let count = 0;
  for (let row = 0; row < present.length; row += 1) {
    values[count] = values[row] as number;
    count += present[row] as number;
  }
  return count;
}
