import { READ_BYTES } from './csv-file.ts';

/** How the rows of a text file are written. */
export interface TextForm {
  readonly delimiter: ',' | ';' | '\t' | '|';
  /** As `TextDecoder` names it. */
  readonly encoding: string;
}

const NEWLINE = 0x0a;
const RETURN = 0x0d;
const QUOTE = 0x22;
const COMMA = 0x2c;

/** A byte becomes no more than these: a carriage return held back, a quote that opens the field, and itself twice. */
const MOST_BYTES = 4;
/** A letter of another encoding takes up to three bytes in UTF-8. */
const DECODED_AT_ONCE = READ_BYTES / 4;

/**
 * The rows of a text file as CSV in UTF-8, without its first line. Lines stay where they are. Fields that are not quoted
 * and hold something are quoted; quoted ones stay as they stand.
 * @param runs bytes of the file.
 * @returns runs of `READ_BYTES` at most, each good until the next is asked for.
 */
export async function* rowsAsCsv(
  runs: AsyncIterable<Buffer>,
  { delimiter, encoding }: TextForm,
): AsyncGenerator<Buffer> {
  const rows = withoutFirstLine(encoding === 'utf-8' ? runs : decoded(runs, encoding));
  yield* delimiter === ',' ? rows : withCommas(rows, delimiter.charCodeAt(0));
}

async function* decoded(runs: AsyncIterable<Buffer>, encoding: string): AsyncGenerator<Buffer> {
  const decoder = new TextDecoder(encoding);
  for await (const run of runs) {
    for (let from = 0; from < run.length; from += DECODED_AT_ONCE) {
      const part = run.subarray(from, from + DECODED_AT_ONCE);
      yield Buffer.from(decoder.decode(part, { stream: true }), 'utf8');
    }
  }
  yield Buffer.from(decoder.decode(), 'utf8');
}

async function* withoutFirstLine(runs: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  let inFirst = true;
  for await (const run of runs) {
    const newline = inFirst ? run.indexOf(NEWLINE) : -1;
    if (!inFirst) yield run;
    else if (newline !== -1) {
      inFirst = false;
      yield run.subarray(newline + 1);
    }
  }
}

async function* withCommas(runs: AsyncIterable<Buffer>, delimiter: number): AsyncGenerator<Buffer> {
  const writer = new FieldWriter(delimiter);
  for await (const run of runs) {
    for (let at = 0; at < run.length; at += 1) {
      if (writer.isFull) yield writer.take();
      writer.add(run[at] as number);
    }
  }
  writer.end();
  yield writer.take();
}

const FIELD_START = 0;
const UNQUOTED = 1;
const QUOTED = 2;
const QUOTE_IN_QUOTED = 3;

class FieldWriter {
  readonly #bytes = Buffer.allocUnsafe(READ_BYTES);
  readonly #delimiter: number;
  #length = 0;
  #state = FIELD_START;
  /** A carriage return is part of the end of a line where a newline follows. */
  #heldReturn = false;

  constructor(delimiter: number) {
    this.#delimiter = delimiter;
  }

  get isFull(): boolean {
    return this.#length > READ_BYTES - MOST_BYTES;
  }

  take(): Buffer {
    const taken = this.#bytes.subarray(0, this.#length);
    this.#length = 0;
    return taken;
  }

  add(byte: number): void {
    if (this.#state === QUOTED) {
      if (byte === QUOTE) this.#state = QUOTE_IN_QUOTED;
      this.#put(byte);
      return;
    }
    if (byte === NEWLINE) this.#heldReturn = false;
    else if (this.#heldReturn) this.#keep(RETURN);
    if (byte === RETURN) this.#heldReturn = true;
    else if (byte === this.#delimiter) this.#endField(COMMA);
    else if (byte === NEWLINE) this.#endField(NEWLINE);
    else this.#keep(byte);
  }

  end(): void {
    if (this.#heldReturn) this.#keep(RETURN);
    if (this.#state === UNQUOTED) this.#put(QUOTE);
  }

  #keep(byte: number): void {
    this.#heldReturn = false;
    if (this.#state === FIELD_START) {
      this.#put(QUOTE);
      this.#state = byte === QUOTE ? QUOTED : UNQUOTED;
      if (byte === QUOTE) return;
    } else if (this.#state === QUOTE_IN_QUOTED) {
      // A doubled quote; anything else stands where nothing may and is found as such by the scanner.
      this.#state = byte === QUOTE ? QUOTED : QUOTE_IN_QUOTED;
    } else if (byte === QUOTE) {
      this.#put(QUOTE);
    }
    this.#put(byte);
  }

  #endField(separator: number): void {
    if (this.#state === UNQUOTED) this.#put(QUOTE);
    this.#state = FIELD_START;
    this.#put(separator);
  }

  #put(byte: number): void {
    this.#bytes[this.#length] = byte;
    this.#length += 1;
  }
}

/**
 * The fields of one line.
 * @returns `null` where a quote is left open.
 */
export function fieldsOfLine(line: string, delimiter: TextForm['delimiter']): string[] | null {
  const fields: string[] = [];
  let field = '';
  let quoted = false;
  for (let at = 0; at < line.length; at += 1) {
    const letter = line.charAt(at);
    if (letter === '"' && quoted && line[at + 1] === '"') {
      field += letter;
      at += 1;
    } else if (letter === '"' && (quoted || field === '')) quoted = !quoted;
    else if (letter === delimiter && !quoted) {
      fields.push(field);
      field = '';
    } else field += letter;
  }
  return quoted ? null : [...fields, field];
}
