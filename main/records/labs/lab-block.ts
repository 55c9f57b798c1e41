import { ByteReader } from './byte-reader.ts';
import { ByteWriter } from './byte-writer.ts';

/** One result or vital sign as a block keeps it; ordinals are those of the source's dictionaries. */
export interface BlockRow {
  /** Ordinal in `lab_item`. */
  readonly item: number;
  readonly chartMinute: number;
  readonly storeMinute: number | null;
  /** The exact number as read; `null` where the result is text only, or empty. */
  readonly value: number | null;
  /** Ordinal in `lab_text`, where the result says more than the number. */
  readonly text: number | null;
  /** Ordinal in `lab_range`; `null` where neither unit nor reference range is given. */
  readonly range: number | null;
  readonly abnormal: boolean;
  /** Physical line in the block's file. */
  readonly line: number;
}

const FORMAT = 1;

// The head byte of a row. What is not said is as in the row before, or absent.
const NEW_ITEM = 0x01;
const NEW_RANGE = 0x02;
const STORED = 0x04;
const TEXT = 0x08;
const DECIMAL = 0x10;
const FLOAT = 0x20;
const ABNORMAL = 0x40;

/** Format, head, six integers of five bytes and a number of eight. */
const MAX_ROW_BYTES = 40;
const MAX_DECIMALS = 3;
/** Two bits of a varint hold the number of decimals, so this much is left for the digits. */
const MAX_DIGITS = 2 ** 28;
const POWERS = [1, 10, 100, 1000] as const;

/**
 * Packs the rows of one patient, encounter and file: about nine bytes each, every value exact. Rows come by item,
 * then chart minute, then line. Minutes and lines are differences to the row before; a value is digits and a number of
 * decimals where that gives the same float64 back, and the eight bytes themselves where it does not.
 */
export class LabBlockWriter {
  readonly #out = new ByteWriter();
  #rows = 0;
  #item = 0;
  #chart = 0;
  #range: number | null = null;
  #line = 0;

  get rows(): number {
    return this.#rows;
  }

  add(row: BlockRow): void {
    const out = this.#out;
    out.reserve(MAX_ROW_BYTES);
    if (this.#rows === 0) out.byte(FORMAT);
    const isNewItem = this.#rows === 0 || row.item !== this.#item;
    const isNewRange = row.range !== this.#range;
    const { value } = row;
    const decimals = value === null ? null : decimalsOf(value);
    out.byte(
      (isNewItem ? NEW_ITEM : 0) |
        (isNewRange ? NEW_RANGE : 0) |
        (row.storeMinute === null ? 0 : STORED) |
        (row.text === null ? 0 : TEXT) |
        (value === null ? 0 : decimals === null ? FLOAT : DECIMAL) |
        (row.abnormal ? ABNORMAL : 0),
    );
    if (isNewItem) out.varint(row.item);
    out.signed(row.chartMinute - this.#chart);
    if (row.storeMinute !== null) out.signed(row.storeMinute - row.chartMinute);
    if (isNewRange) out.varint(row.range === null ? 0 : row.range + 1);
    if (row.text !== null) out.varint(row.text);
    if (value !== null && decimals === null) out.float64(value);
    else if (value !== null && decimals !== null) this.#decimal(value, decimals);
    out.signed(row.line - this.#line);
    this.#item = row.item;
    this.#chart = row.chartMinute;
    this.#range = row.range;
    this.#line = row.line;
    this.#rows += 1;
  }

  /** The bytes of the block, after which the writer is ready for the next. */
  take(): Uint8Array {
    this.#rows = 0;
    this.#item = 0;
    this.#chart = 0;
    this.#range = null;
    this.#line = 0;
    return this.#out.take();
  }

  #decimal(value: number, decimals: number): void {
    const digits = Math.round(value * (POWERS[decimals] ?? 1));
    const folded = digits < 0 ? -2 * digits - 1 : 2 * digits;
    this.#out.varint(folded * 4 + decimals);
  }
}

/** Decimals with which the value is a short decimal fraction that gives exactly itself back; `null`: none does. */
function decimalsOf(value: number): number | null {
  for (let decimals = 0; decimals <= MAX_DECIMALS; decimals += 1) {
    const power = POWERS[decimals] ?? 1;
    const digits = Math.round(value * power);
    if (!(Math.abs(digits) < MAX_DIGITS)) return null;
    // Object.is tells -0 from 0: only the eight bytes keep its sign.
    if (Object.is(digits / power, value)) return digits === 0 && Object.is(value, -0) ? null : decimals;
  }
  return null;
}

/**
 * Rows of a block in the order in which they were added.
 * @throws {RangeError} when the bytes are not a block of a format known here.
 */
export function* readLabBlock(data: Uint8Array): Generator<BlockRow> {
  const bytes = new ByteReader(data);
  const format = bytes.byte();
  if (format !== FORMAT)
    throw new RangeError(`expected a laboratory block of format ${FORMAT}, got ${format}`);
  let item = 0;
  let chartMinute = 0;
  let range: number | null = null;
  let line = 0;
  while (!bytes.atEnd) {
    const head = bytes.byte();
    if (head & NEW_ITEM) item = bytes.varint();
    chartMinute += bytes.signed();
    const storeMinute = head & STORED ? chartMinute + bytes.signed() : null;
    if (head & NEW_RANGE) {
      const ordinal = bytes.varint();
      range = ordinal === 0 ? null : ordinal - 1;
    }
    const text = head & TEXT ? bytes.varint() : null;
    const value = head & DECIMAL ? readDecimal(bytes) : head & FLOAT ? bytes.float64() : null;
    line += bytes.signed();
    yield { item, chartMinute, storeMinute, value, text, range, abnormal: (head & ABNORMAL) !== 0, line };
  }
}

function readDecimal(bytes: ByteReader): number {
  const packed = bytes.varint();
  const folded = packed >>> 2;
  const digits = folded % 2 === 1 ? -(folded + 1) / 2 : folded / 2;
  return digits / (POWERS[packed & 3] ?? 1);
}
