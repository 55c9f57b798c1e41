import { READ_BYTES } from './csv-file.ts';

const TAB = 0x09;
const NEWLINE = 0x0a;
const RETURN = 0x0d;
const QUOTE = 0x22;
const COMMA = 0x2c;

/** A byte becomes no more than these: a carriage return held back, a quote that opens the field, and itself twice. */
const MOST_BYTES = 4;

/**
 * Rewrites text whose columns are separated by tabs and never quoted, as vocabularies of OMOP are published, as CSV in
 * which every field that is not empty is quoted. The header stays as it is.
 * @param runs bytes of the file; @param headerBytes how many of them the header takes.
 * @returns runs of `READ_BYTES` at most, each good until the next is asked for.
 */
export async function* tabsAsCommas(
  runs: AsyncIterable<Buffer>,
  headerBytes: number,
): AsyncGenerator<Buffer> {
  const writer = new FieldWriter();
  let headerLeft = headerBytes;
  for await (const run of runs) {
    const skipped = Math.min(headerLeft, run.length);
    headerLeft -= skipped;
    if (skipped > 0) yield run.subarray(0, skipped);
    for (let at = skipped; at < run.length; at += 1) {
      if (writer.isFull) yield writer.take();
      writer.add(run[at] as number);
    }
  }
  writer.end();
  yield writer.take();
}

class FieldWriter {
  readonly #bytes = Buffer.allocUnsafe(READ_BYTES);
  #length = 0;
  /** Whether the field has a byte, and so an opening quote. */
  #open = false;
  /** A carriage return is part of the end of a line where a newline follows. */
  #heldReturn = false;

  get isFull(): boolean {
    return this.#length > READ_BYTES - MOST_BYTES;
  }

  take(): Buffer {
    const taken = this.#bytes.subarray(0, this.#length);
    this.#length = 0;
    return taken;
  }

  add(byte: number): void {
    if (byte === NEWLINE) this.#heldReturn = false;
    else if (this.#heldReturn) this.#keep(RETURN);
    if (byte === RETURN) this.#heldReturn = true;
    else if (byte === TAB) this.#endField(COMMA);
    else if (byte === NEWLINE) this.#endField(NEWLINE);
    else this.#keep(byte);
  }

  end(): void {
    if (this.#open) this.#put(QUOTE);
  }

  #keep(byte: number): void {
    this.#heldReturn = false;
    if (!this.#open) this.#put(QUOTE);
    this.#open = true;
    if (byte === QUOTE) this.#put(QUOTE);
    this.#put(byte);
  }

  #endField(separator: number): void {
    if (this.#open) this.#put(QUOTE);
    this.#open = false;
    this.#put(separator);
  }

  #put(byte: number): void {
    this.#bytes[this.#length] = byte;
    this.#length += 1;
  }
}
