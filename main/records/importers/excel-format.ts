import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { unzipSync } from 'fflate';
import readWorkbook from 'read-excel-file/node';
import { LacunaError } from '../../errors.ts';
import type { RecordChunk } from './chunk-writers.ts';
import { hashFile } from './content-hash.ts';
import { asFileError, type CsvFile, type DiskFile, requireOnDisk } from './csv-file.ts';
import { chunkPieces } from './csv-format.ts';
import type { BrokenRecord } from './csv-scanner.ts';
import { columnNames } from './delimited-format.ts';
import type { FileLook, OpenTable, ReadOptions, TableFormat } from './table-format.ts';
import { worded } from '../../../models/wording.ts';

/**
 * A sheet of an Excel workbook: its first row is the header, and the line of a row is its number in the sheet. Values
 * are read as text: numbers with a decimal point, dates as `YYYY-MM-DD`, with `HH:mm:ss` behind where they have a time.
 */
export const EXCEL_FORMAT: TableFormat = {
  look: lookAtSheet,
  // What is looked at is all of it.
  check: () => Promise.resolve(),
  open: openSheet,
};

/** A workbook is read whole, in memory: larger ones are better saved as CSV. */
const LARGEST_FILE_BYTES = 64e6;
const LARGEST_UNPACKED_BYTES = 256e6;
const BEYOND_TEXT = /[",\n\r]/;

export interface Sheet {
  readonly name: string;
  readonly columns: readonly string[];
  readonly rows: readonly SheetRow[];
}

export interface SheetRow {
  /** Number of the row in the sheet, from 1. */
  readonly line: number;
  readonly cells: readonly string[];
}

async function lookAtSheet(file: DiskFile): Promise<FileLook> {
  const { rows, columns } = await readSheet(file);
  const sample = { head: Buffer.alloc(0), estimatedRows: rows.length, estimatedBytes: file.sizeBytes };
  return { sample, header: () => ({ columns }) };
}

async function openSheet(opened: CsvFile, options: ReadOptions): Promise<OpenTable> {
  const file = requireOnDisk(opened);
  const { columns, rows } = await readSheet(file);
  return {
    columns,
    pieces: chunkPieces(oneChunk({ columns, rows }, options), columns.length),
    keepsCoreBusy: false,
    sha256: () => hashFile(file, options.signal),
  };
}

async function* oneChunk(
  { columns, rows }: Pick<Sheet, 'columns' | 'rows'>,
  { folder, onRead }: ReadOptions,
): AsyncGenerator<RecordChunk> {
  const path = join(folder, 'sheet.csv');
  const sound = rows.filter(({ cells }) => cells.length <= columns.length);
  const broken = rows
    .filter(({ cells }) => cells.length > columns.length)
    .map(({ line, cells }): BrokenRecord => ({ line, kind: 'ragged', fields: cells.length, lines: 1 }));
  const text = sound.map(({ line, cells }) =>
    [String(line), ...columns.map((_, index) => quoted(cells[index] ?? ''))].join(','),
  );
  await writeFile(path, text.map((line) => `${line}\n`).join(''), { mode: 0o600 });
  yield { form: 'text', path, records: sound.length };
  onRead({ records: sound.length, broken });
}

function quoted(cell: string): string {
  return BEYOND_TEXT.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell;
}

async function readSheet(file: DiskFile): Promise<Sheet> {
  const sheets = await readSheets(file);
  const sheet = file.sheet === undefined ? sheets[0] : sheets.find(({ name }) => name === file.sheet);
  if (sheet !== undefined) return sheet;
  throw new LacunaError('missing_file', worded`the workbook has no sheet ${file.sheet ?? ''}`, {
    file: file.name,
    hint: worded`its sheets are ${sheets.map(({ name }) => name).join(', ')}`,
  });
}

/**
 * The sheets of a workbook that hold something.
 * @throws {LacunaError} `file_unreadable`, `too_large`, `corrupt_excel`, `duplicate_column`.
 */
export async function readSheets(file: DiskFile): Promise<Sheet[]> {
  const bytes = await workbookBytes(file);
  let sheets: Awaited<ReturnType<typeof readWorkbook>>;
  try {
    sheets = await readWorkbook(bytes);
  } catch (error) {
    throw corrupt(file, error);
  }
  return sheets.flatMap(({ sheet, data }) => {
    const [header, ...rows] = data.map((row) => withoutEmptyEnd(row.map(cellText)));
    if (header === undefined || header.length === 0) return [];
    return [
      {
        name: sheet,
        columns: columnNames(header, { file: file.name, line: 1 }),
        rows: rows
          .map((cells, index) => ({ line: index + 2, cells }))
          .filter(({ cells }) => cells.length > 0),
      },
    ];
  });
}

async function workbookBytes(file: DiskFile): Promise<Buffer> {
  if (file.sizeBytes > LARGEST_FILE_BYTES) throw tooLarge(file);
  let bytes: Buffer;
  try {
    bytes = await readFile(file.path);
  } catch (error) {
    throw asFileError(error, file);
  }
  if (unpackedBytes(bytes, file) > LARGEST_UNPACKED_BYTES) throw tooLarge(file);
  return bytes;
}

function unpackedBytes(bytes: Buffer, file: DiskFile): number {
  let total = 0;
  try {
    unzipSync(bytes, {
      filter: ({ originalSize }) => {
        total += originalSize;
        return false;
      },
    });
  } catch (error) {
    throw corrupt(file, error);
  }
  return total;
}

function tooLarge(file: DiskFile): LacunaError {
  return new LacunaError('too_large', 'the workbook is too large to be read', {
    file: file.name,
    hint: 'save its sheets as CSV files, and name those',
  });
}

function corrupt(file: DiskFile, cause: unknown): LacunaError {
  return new LacunaError('corrupt_excel', 'the file is damaged, or is no workbook in the form .xlsx', {
    file: file.name,
    cause,
    hint: 'open it in Excel and save it anew as .xlsx, without a password',
  });
}

function cellText(cell: unknown): string {
  if (cell === null || cell === undefined) return '';
  if (cell instanceof Date) return dateText(cell);
  return typeof cell === 'string' ? cell : JSON.stringify(cell);
}

/** Dates of Excel have no zone; the reader gives them in that of UTC. */
function dateText(date: Date): string {
  const [day = '', time = ''] = new Date(Math.round(date.getTime() / 1000) * 1000)
    .toISOString()
    .split(/[T.]/);
  return time === '00:00:00' ? day : `${day} ${time}`;
}

function withoutEmptyEnd(cells: readonly string[]): string[] {
  let length = cells.length;
  while (length > 0 && cells[length - 1]?.trim() === '') length -= 1;
  return cells.slice(0, length);
}
