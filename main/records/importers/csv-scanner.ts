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

/** One complete run of bytes: whole records, with what is between them told apart. */
export interface ScannedBytes {
  /** Ranges `[from, to)` of the bytes that hold sound records only, in order. */
  readonly sound: readonly (readonly [number, number])[];
  /** Number of bytes, from the start, that were whole records or blank lines; the rest belongs to the next call. */
  readonly consumed: number;
}

/**
 * Finds where the records of a CSV file (RFC 4180) start, by physical line, and which of them are broken. It reads
 * bytes, keeps no field, and is the second count beside DuckDB's.
 */
export class CsvScanner {
  /** Sound records so far. */
  records = 0;
  readonly broken: BrokenRecord[] = [];
  /**
   * From record `jumpRecords[i]` (0 = first) on, a record starts `jumpLines[i]` lines later than if every record had
   * been sound and one line long: the sparse map from records to lines.
   */
  readonly jumpRecords: number[] = [];
  readonly jumpLines: number[] = [];

  readonly #fields: number;
  readonly #firstLine: number;
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
  constructor(fields: number, firstLine: number) {
    this.#fields = fields;
    this.#firstLine = firstLine;
    this.#line = firstLine;
  }

  /** Physical line on which the record now open starts. */
  get line(): number {
    return this.#line;
  }

  /** Whether the bytes so far end inside quotes. */
  get insideQuotes(): boolean {
    return this.#state === QUOTED;
  }

  /**
   * Scans bytes that begin where `consumed` of the call before ended.
   * @param isLast no bytes follow: a last record without a newline counts.
   */
  scan(bytes: Uint8Array, isLast: boolean): ScannedBytes {
    const sound: [number, number][] = [];
    let recordStart = 0;
    let soundStart = 0;
    let at = this.#scanned;
    while ((at = this.#seekRecordEnd(bytes, at)) < bytes.length) {
      at += 1;
      const isSound = this.#endRecord(isBlank(bytes, recordStart, at));
      if (!isSound) {
        if (recordStart > soundStart) sound.push([soundStart, recordStart]);
        soundStart = at;
      }
      recordStart = at;
    }
    if (isLast && recordStart < bytes.length && this.#state !== QUOTED) {
      const isSound = this.#endRecord(false);
      if (isSound) recordStart = bytes.length;
    }
    if (recordStart > soundStart) sound.push([soundStart, recordStart]);
    this.#scanned = isLast ? 0 : bytes.length - recordStart;
    return { sound, consumed: recordStart };
  }

  /** Position of the newline that ends the record, or the number of bytes when none does. */
  #seekRecordEnd(bytes: Uint8Array, from: number): number {
    const length = bytes.length;
    let at = from;
    let state = this.#state;
    let fields = this.#fieldsSeen;
    for (; at < length; at += 1) {
      // Every byte with a meaning is at most a comma: letters and digits pass by one comparison.
      const byte = bytes[at] as number;
      if (byte > COMMA && state === UNQUOTED) continue;
      if (state === QUOTED) {
        if (byte === NEWLINE) this.#newlines += 1;
        else if (byte === QUOTE) state = QUOTE_IN_QUOTED;
      } else if (byte === NEWLINE) {
        break;
      } else if (byte === COMMA) {
        fields += 1;
        state = FIELD_START;
      } else if (byte === QUOTE && state !== UNQUOTED) {
        state = QUOTED;
      } else if (state === FIELD_START) {
        state = UNQUOTED;
      } else if (state === QUOTE_IN_QUOTED && byte !== RETURN) {
        this.#misquoted = true;
        state = UNQUOTED;
      }
    }
    this.#state = state;
    this.#fieldsSeen = fields;
    return at;
  }

  /** Closes the record and returns whether it is sound. */
  #endRecord(blank: boolean): boolean {
    const lines = this.#newlines + 1;
    const line = this.#line;
    const fields = this.#fieldsSeen;
    const misquoted = this.#misquoted;
    this.#line += lines;
    this.#state = FIELD_START;
    this.#fieldsSeen = 1;
    this.#newlines = 0;
    this.#misquoted = false;
    if (blank) return this.#jump(true);
    if (misquoted || fields !== this.#fields) {
      this.broken.push({ line, kind: misquoted ? 'quoting' : 'ragged', fields, lines });
      return this.#jump(false);
    }
    this.records += 1;
    return lines === 1 || this.#jump(true);
  }

  /** Notes that the next record does not start on the line after the last one did. */
  #jump(isSound: boolean): boolean {
    const offset = this.#line - this.#firstLine - this.records;
    if (this.jumpRecords.at(-1) === this.records) {
      this.jumpLines[this.jumpLines.length - 1] = offset;
    } else {
      this.jumpRecords.push(this.records);
      this.jumpLines.push(offset);
    }
    return isSound;
  }
}

function isBlank(bytes: Uint8Array, from: number, to: number): boolean {
  return to - from === 1 || (to - from === 2 && bytes[from] === RETURN);
}
