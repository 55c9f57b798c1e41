const COMMA = 0x2c;
const QUOTE = 0x22;
const NEWLINE = 0x0a;
const RETURN = 0x0d;

const FIELD_START = 0;
const UNQUOTED = 1;
const QUOTED = 2;
const QUOTE_IN_QUOTED = 3;

/** A record that cannot be read as fields: too few or too many of them, or a quote where none may stand. */
export interface BrokenRecord {
  readonly line: number;
  readonly kind: 'ragged' | 'quoting';
  readonly fields: number;
  /** Physical lines that it runs over. */
  readonly lines: number;
}

/** Receives the sound records. */
export interface RecordSink {
  /**
   * Is offered each record first.
   * @param from where it starts; a newline follows somewhere.
   * @returns position of the newline at its end when the record was taken, or -1.
   */
  readonly plain: (line: number, bytes: Uint8Array, from: number) => number;
  /** A record that was not taken as plain: its bytes are `[from, to)`, without the end of the line. */
  readonly text: (line: number, from: number, to: number) => void;
}

/**
 * Finds where the records of a CSV file (RFC 4180) start, by physical line, and which of them are broken. It keeps no
 * field, and is the second count beside DuckDB's.
 */
export class CsvScanner {
  /** Sound records so far. */
  records = 0;
  readonly broken: BrokenRecord[] = [];

  readonly #fields: number;
  readonly #sink: RecordSink;
  #line: number;
  // State within a record that the last bytes left open.
  #state = FIELD_START;
  #scanned = 0;
  #fieldsSeen = 1;
  #newlines = 0;
  #misquoted = false;

  /**
   * @param fields number of fields that a record must have.
   * @param firstLine physical line on which the first record starts.
   */
  constructor(fields: number, firstLine: number, sink: RecordSink) {
    this.#fields = fields;
    this.#line = firstLine;
    this.#sink = sink;
  }

  /** Physical line on which the record now open starts. */
  get line(): number {
    return this.#line;
  }

  /**
   * Scans bytes that begin where those consumed by the call before ended.
   * @param isLast no bytes follow: a last record without a newline counts, unless it is inside quotes.
   * @returns number of bytes, from the start, that were whole records or blank lines.
   */
  scan(bytes: Uint8Array, isLast: boolean): number {
    const lastNewline = bytes.lastIndexOf(NEWLINE);
    let start = 0;
    let scanned = this.#scanned;
    while (start <= lastNewline) {
      const plainEnd = scanned === start ? this.#sink.plain(this.#line, bytes, start) : -1;
      if (plainEnd === -1) {
        scanned = this.#seekRecordEnd(bytes, scanned);
        if (scanned === bytes.length) break;
        this.#endRecord(bytes, start, scanned);
      } else {
        scanned = plainEnd;
        this.records += 1;
        this.#line += 1;
      }
      scanned += 1;
      start = scanned;
    }
    if (isLast && start < bytes.length) {
      scanned = this.#seekRecordEnd(bytes, scanned);
      if (this.#state !== QUOTED) {
        this.#endRecord(bytes, start, bytes.length);
        start = bytes.length;
      }
    }
    this.#scanned = scanned - start;
    return start;
  }

  /** Position of the newline that ends the record, or the number of bytes when none does. */
  #seekRecordEnd(bytes: Uint8Array, from: number): number {
    const length = bytes.length;
    let at = from;
    let state = this.#state;
    let fields = this.#fieldsSeen;
    for (; at < length; at += 1) {
      let byte = bytes[at] as number;
      if (state === QUOTED) {
        if (byte === NEWLINE) this.#newlines += 1;
        else if (byte === QUOTE) state = QUOTE_IN_QUOTED;
        continue;
      }
      // Every byte with a meaning is at most a comma: letters and digits pass by one comparison.
      if (byte > COMMA) {
        if (state === QUOTE_IN_QUOTED) this.#misquoted = true;
        state = UNQUOTED;
        while (++at < length && (byte = bytes[at] as number) > COMMA);
        if (at === length) break;
      }
      if (byte === COMMA) {
        fields += 1;
        state = FIELD_START;
      } else if (byte === NEWLINE) {
        break;
      } else if (byte === QUOTE && state !== UNQUOTED) {
        state = QUOTED;
      } else if (state === QUOTE_IN_QUOTED && byte !== RETURN) {
        this.#misquoted = true;
        state = UNQUOTED;
      } else if (state === FIELD_START) {
        state = UNQUOTED;
      }
    }
    this.#state = state;
    this.#fieldsSeen = fields;
    return at;
  }

  /** Closes the record of bytes `[from, end)`: hands it on, or notes what is wrong with it. */
  #endRecord(bytes: Uint8Array, from: number, end: number): void {
    const to = end > from && bytes[end - 1] === RETURN ? end - 1 : end;
    const line = this.#line;
    const lines = this.#newlines + 1;
    const fields = this.#fieldsSeen;
    if (this.#misquoted || (fields !== this.#fields && to > from)) {
      this.broken.push({ line, kind: this.#misquoted ? 'quoting' : 'ragged', fields, lines });
    } else if (to > from) {
      this.records += 1;
      this.#sink.text(line, from, to);
    }
    this.#line += lines;
    this.#state = FIELD_START;
    this.#fieldsSeen = 1;
    this.#newlines = 0;
    this.#misquoted = false;
  }
}
