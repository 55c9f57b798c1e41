const NEWLINE = 0x0a;
const BYTE_ORDER_MARK = Buffer.from('\uFEFF');
/** A line may hold a scanned document; one that is longer is passed over. */
export const MOST_LINE_BYTES = 64 << 20;

/** A line that holds something. */
export interface JsonLine {
  /** Physical line, from 1. */
  readonly line: number;
  /** Good until the next batch is asked for; `null`: the line is too long. */
  readonly bytes: Buffer | null;
}

/** The lines of a text, those of a run of bytes together; blank lines are passed over. */
export async function* lineBatches(text: AsyncIterable<Buffer>): AsyncGenerator<JsonLine[]> {
  const lines = new LineCutter();
  for await (const bytes of text) yield lines.cut(bytes);
  yield lines.end();
}

class LineCutter {
  #line = 1;
  /** The beginning of a line whose end has not come yet. */
  #open: Buffer[] = [];
  #openBytes = 0;
  #isTooLong = false;

  cut(bytes: Buffer): JsonLine[] {
    const lines: JsonLine[] = [];
    let from = 0;
    for (let at = bytes.indexOf(NEWLINE); at !== -1; at = bytes.indexOf(NEWLINE, from)) {
      lines.push(...this.#close(bytes.subarray(from, at)));
      from = at + 1;
    }
    this.#keep(bytes.subarray(from));
    return lines;
  }

  end(): JsonLine[] {
    return this.#close(Buffer.alloc(0));
  }

  #keep(rest: Buffer): void {
    if (rest.length === 0) return;
    this.#openBytes += rest.length;
    this.#isTooLong ||= this.#openBytes > MOST_LINE_BYTES;
    if (this.#isTooLong) this.#open = [];
    // What is read next is read into the same memory.
    else this.#open.push(Buffer.from(rest));
  }

  #close(last: Buffer): JsonLine[] {
    const line = this.#line;
    const isTooLong = this.#isTooLong || this.#openBytes + last.length > MOST_LINE_BYTES;
    const whole = this.#open.length === 0 ? last : Buffer.concat([...this.#open, last]);
    this.#line += 1;
    this.#open = [];
    this.#openBytes = 0;
    this.#isTooLong = false;
    if (isTooLong) return [{ line, bytes: null }];
    const bytes = line === 1 && whole.subarray(0, 3).equals(BYTE_ORDER_MARK) ? whole.subarray(3) : whole;
    return isBlank(bytes) ? [] : [{ line, bytes }];
  }
}

const SPACE = 0x20;

function isBlank(bytes: Buffer): boolean {
  for (const byte of bytes) if (byte > SPACE) return false;
  return true;
}
