import { isUtf8 } from 'node:buffer';
import { LacunaError } from '../../errors.ts';
import { type CsvFile, firstBytes, isOnDisk } from './csv-file.ts';
import { worded } from '../../../models/wording.ts';

/** The columns of a file. */
export interface TableHeader {
  /** Names in the order of the file, in lower case. */
  readonly columns: readonly string[];
}

export interface CsvHeader extends TableHeader {
  readonly delimiter: Delimiter;
  /** Bytes that the header takes, a byte order mark and its newline included. */
  readonly bytes: number;
}

/** A file with tabs has no quotes: a quote in it is a letter. */
export type Delimiter = ',' | '\t';

const BYTE_ORDER_MARK = '\uFEFF';
const OTHER_DELIMITERS = [';', '|'];

/**
 * Reads the first line of a file.
 * @param head the first decompressed bytes; the header must lie within them.
 * @throws {LacunaError} `empty_file`, `wrong_encoding`, `wrong_delimiter`, `duplicate_column`, all on line 1.
 */
export function parseHeader(head: Buffer, file: Pick<CsvFile, 'name'>): CsvHeader {
  const place = { file: file.name, line: 1 };
  const newline = head.indexOf(0x0a);
  const bytes = newline === -1 ? head.length : newline + 1;
  const line = head.subarray(0, bytes);
  if (!isUtf8(line) || line.includes(0)) {
    throw new LacunaError('wrong_encoding', 'the header is not UTF-8 text', {
      ...place,
      hint: 'save the file as UTF-8',
    });
  }
  const text = line.toString('utf8').replace(BYTE_ORDER_MARK, '').trimEnd();
  if (text === '') {
    throw new LacunaError('empty_file', 'the file has no header', {
      ...place,
      hint: 'download the file again',
    });
  }
  if (text.includes('\r')) {
    throw new LacunaError('wrong_delimiter', 'the lines end with a carriage return alone', {
      ...place,
      hint: 'save the file with the line ends of Unix or Windows',
    });
  }
  const delimiter: Delimiter = text.split('\t').length > text.split(',').length ? '\t' : ',';
  const columns = text.split(delimiter).map((name) => name.trim().replaceAll('"', '').toLowerCase());
  const other = OTHER_DELIMITERS.find((mark) => text.split(mark).length > columns.length);
  if (other !== undefined) {
    throw new LacunaError('wrong_delimiter', worded`the columns are separated by "${other}", not by commas`, {
      ...place,
      hint: 'save the file with commas between the columns',
    });
  }
  const twice = columns.find((name, index) => columns.indexOf(name) !== index);
  if (twice !== undefined) {
    throw new LacunaError('duplicate_column', worded`the column ${twice} occurs twice`, {
      ...place,
      column: twice,
    });
  }
  return { columns, delimiter, bytes };
}

/**
 * Positions of the needed columns.
 * @throws {LacunaError} `missing_column`, naming a column of the file that may be the one meant.
 */
export function requireColumns(
  header: TableHeader,
  needed: readonly string[],
  file: Pick<CsvFile, 'name'>,
): Map<string, number> {
  const positions = new Map<string, number>();
  for (const name of needed) {
    const position = header.columns.indexOf(name);
    if (position === -1) throw missingColumn(header, name, file);
    positions.set(name, position);
  }
  return positions;
}

function missingColumn(header: TableHeader, name: string, file: Pick<CsvFile, 'name'>): LacunaError {
  const similar = header.columns.find((other) => letters(other) === letters(name) || other.includes(name));
  return new LacunaError('missing_column', worded`the column ${name} is missing`, {
    file: file.name,
    line: 1,
    column: name,
    hint:
      similar === undefined
        ? `add the column, or use the file as published`
        : worded`the file has a column ${similar}: rename it to ${name} if that is what it holds`,
  });
}

function letters(name: string): string {
  return name.replaceAll(/[^a-z0-9]/g, '');
}

/**
 * Reads the header of a file.
 * @throws {LacunaError} as `parseHeader`; `corrupt_gzip` and `file_unreadable` when the file's start cannot be read.
 */
export async function readHeader(file: CsvFile, signal?: AbortSignal): Promise<CsvHeader> {
  if (!isOnDisk(file)) return file.header;
  return parseHeader(await firstBytes(file, signal), file);
}
