import { isUtf8 } from 'node:buffer';
import type { Hash } from 'node:crypto';
import { type ErrorCode, LacunaError } from '../../errors.ts';
import { PlainChunkWriter, type RecordChunk, TextChunkWriter } from './chunk-writers.ts';
import {
  type CsvFile,
  expectedTextBytes,
  isCompressed,
  MAX_RECORD_BYTES,
  readBytes,
  type ReadOptions,
  WORK_BYTES,
} from './csv-file.ts';
import type { CsvHeader } from './csv-header.ts';
import { type BrokenRecord, CsvScanner } from './csv-scanner.ts';
import type { FieldTypes } from './field-types.ts';
import { NEWLINE, NOT_PLAIN } from './plain-fields.ts';
import { tabsAsCommas } from './tabs-as-commas.ts';

/** How far the reading of a file has come. */
export interface ReadingState {
  readonly records: number;
  readonly broken: readonly BrokenRecord[];
}

export interface ChunkOptions {
  readonly header: CsvHeader;
  /** How records may be read that are plain; `null`: all are handed on as text. */
  readonly types: FieldTypes | null;
  /** Folder for the chunks, readable by the owner only. */
  readonly folder: string;
  readonly signal?: AbortSignal | undefined;
  /** Is told the bytes of the file. */
  readonly hash: Hash;
  /** The text of the file as CSV, where it is written otherwise; whoever makes it tells the bytes to `hash`. */
  readonly text?: AsyncGenerator<Buffer>;
  /** The first chunk ends once it has so many records: no more are asked for. */
  readonly first?: number | undefined;
  /** Told about every megabyte. */
  readonly onRead?: ((state: ReadingState) => void) | undefined;
}

const LOOKS_OF_DAMAGE: ReadonlySet<ErrorCode> = new Set(['wrong_encoding', 'unterminated_quote']);
/** Physical line of the first record: the header takes one line. */
const FIRST_LINE = 2;

/**
 * Cuts a file into chunks of whole, sound records, plain ones apart from the others; broken ones are told to `onRead`
 * alone. A chunk's file is overwritten once the second chunk after it is asked for. A file without records gives none.
 * @throws {LacunaError} `corrupt_gzip`, `file_unreadable`, `wrong_encoding` and `unterminated_quote` with their line.
 */
export async function* readChunks(file: CsvFile, options: ChunkOptions): AsyncGenerator<RecordChunk> {
  try {
    yield* cutIntoChunks(file, options);
  } catch (error) {
    throw await damageBehind(error, file, options.signal);
  }
}

/**
 * A damaged compressed file may still decompress to nonsense for a while, which looks like a stray quote or another
 * encoding: whether it is damaged shows at its end.
 */
async function damageBehind(
  error: unknown,
  file: CsvFile,
  signal: AbortSignal | undefined,
): Promise<unknown> {
  if (!isCompressed(file) || !(error instanceof LacunaError) || !LOOKS_OF_DAMAGE.has(error.code))
    return error;
  try {
    const bytes = readBytes(file, { signal });
    while ((await bytes.next()).done !== true) signal?.throwIfAborted();
    return error;
  } catch (damage) {
    return damage;
  }
}

async function* cutIntoChunks(file: CsvFile, options: ChunkOptions): AsyncGenerator<RecordChunk> {
  const { header, types, folder, hash, signal, first = Infinity, onRead } = options;
  const csv = options.text ?? readCsv(file, header, { hash, signal });
  const bytes = options.text === undefined ? expectedTextBytes(file) : Infinity;
  const plain = types === null ? null : new PlainChunkWriter(folder, types, bytes);
  const text = new TextChunkWriter(folder, bytes);
  const writers = plain === null ? [text] : [plain, text];
  // The record left open, then what is read next: one buffer for all of the file.
  let work = Buffer.allocUnsafe(Math.min(WORK_BYTES, bytes));
  let length = 0;
  const scanner = new CsvScanner(header.columns.length, FIRST_LINE, {
    plain: (line, bytes, from) => plain?.record(line, bytes, from) ?? NOT_PLAIN,
    text: (line, from, to) => {
      text.record(line, work, from, to);
    },
  });
  let headerLeft = header.bytes;
  try {
    for await (const read of csv) {
      signal?.throwIfAborted();
      const skipped = Math.min(headerLeft, read.length);
      headerLeft -= skipped;
      // More may come than was expected.
      if (length + read.length - skipped > work.length) work = enlarged(work);
      length += read.copy(work, length, skipped);
      length = keepOpenRecord(
        work,
        length,
        scanned(scanner, work.subarray(0, length), { file, isLast: false }),
      );
      if (length > MAX_RECORD_BYTES) throw unterminatedQuote(file, scanner.line);
      onRead?.(scanner);
      const isEnough = scanner.records >= first;
      for (const writer of writers)
        if (writer.isFull || (isEnough && writer.records > 0)) yield writer.finish();
    }
    const consumed = scanned(scanner, work.subarray(0, length), { file, isLast: true });
    if (consumed < length) throw unterminatedQuote(file, scanner.line);
    onRead?.(scanner);
    for (const writer of writers) if (writer.records > 0) yield writer.finish();
  } finally {
    for (const writer of writers) writer.close();
  }
}

function readCsv(
  file: CsvFile,
  { delimiter, bytes }: CsvHeader,
  options: ReadOptions,
): AsyncGenerator<Buffer> {
  const runs = readBytes(file, options);
  return delimiter === '\t' ? tabsAsCommas(runs, bytes) : runs;
}

function enlarged(work: Buffer): Buffer<ArrayBuffer> {
  const larger = Buffer.allocUnsafe(WORK_BYTES);
  work.copy(larger);
  return larger;
}

/** Moves the bytes behind those consumed to the front and returns their number. */
function keepOpenRecord(work: Buffer, length: number, consumed: number): number {
  work.copyWithin(0, consumed, length);
  return length - consumed;
}

interface ScanPlace {
  readonly file: CsvFile;
  readonly isLast: boolean;
}

/** Scans bytes, refuses what makes the whole file doubtful, and returns how many bytes were whole records. */
function scanned(scanner: CsvScanner, bytes: Buffer, { file, isLast }: ScanPlace): number {
  const line = scanner.line;
  const brokenBefore = scanner.broken.length;
  const consumed = scanner.scan(bytes, isLast);
  const whole = bytes.subarray(0, consumed);
  if (!isUtf8(whole)) throw wrongEncoding(file, line, whole);
  // A broken record of one line is one bad row. One that runs on has swallowed the rows after it.
  const runaway = scanner.broken.slice(brokenBefore).find(({ lines }) => lines > 1);
  if (runaway !== undefined) throw unterminatedQuote(file, runaway.line);
  return consumed;
}

function unterminatedQuote(file: CsvFile, line: number): LacunaError {
  return new LacunaError('unterminated_quote', 'a quote is opened here and not closed where its field ends', {
    file: file.name,
    line,
    hint: 'correct the quotes of this line, or download the file again; nothing was imported',
  });
}

function wrongEncoding(file: CsvFile, firstLine: number, bytes: Buffer): LacunaError {
  let line = firstLine;
  for (let from = 0; from < bytes.length; line += 1) {
    const newline = bytes.indexOf(NEWLINE, from);
    const to = newline === -1 ? bytes.length : newline + 1;
    if (!isUtf8(bytes.subarray(from, to))) break;
    from = to;
  }
  return new LacunaError('wrong_encoding', 'the text is not UTF-8', {
    file: file.name,
    line,
    hint: 'save the file as UTF-8; nothing was imported',
  });
}
