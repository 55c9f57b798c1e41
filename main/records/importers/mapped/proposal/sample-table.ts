import { isUtf8 } from 'node:buffer';
import { DELIMITERS } from '../../../../api/mapping.ts';
import { LacunaError } from '../../../../errors.ts';
import type { DiskFile } from '../../csv-file.ts';
import { columnNames } from '../../delimited-format.ts';
import type { TextForm } from '../../delimited-text.ts';
import { DuckDbSession } from '../../duckdb-session.ts';
import { readSheets } from '../../excel-format.ts';
import { PARQUET_FORMAT } from '../../parquet-format.ts';
import { sampleFile } from '../../sample-file.ts';

/** The first rows of a table. */
export interface SampledTable {
  readonly file: DiskFile;
  readonly columns: readonly string[];
  /** As many fields as columns; `''` where there is none. */
  readonly rows: readonly (readonly string[])[];
  readonly estimatedRows: number;
}

export const SAMPLED_ROWS = 1000;

/**
 * The first rows of the tables of a file: of a workbook, of every sheet that holds something.
 * @throws {LacunaError} where the file cannot be read.
 */
export async function sampleTables(file: DiskFile): Promise<SampledTable[]> {
  if (file.format === 'excel') return sampleWorkbook(file);
  if (file.format === 'parquet') return [await sampleParquet(file)];
  return [await sampleText(file)];
}

async function sampleWorkbook(file: DiskFile): Promise<SampledTable[]> {
  const sheets = await readSheets(file);
  return sheets.map(({ name, columns, rows }) => ({
    file: { ...file, sheet: name },
    columns,
    rows: rows.slice(0, SAMPLED_ROWS).map(({ cells }) => columns.map((_, index) => cells[index] ?? '')),
    estimatedRows: rows.length,
  }));
}

async function sampleParquet(file: DiskFile): Promise<SampledTable> {
  const session = await DuckDbSession.open({});
  try {
    const { columns, pieces } = await PARQUET_FORMAT.open(file, {
      session,
      folder: '',
      onRead: () => undefined,
    });
    const rows: string[][] = [];
    let estimatedRows = 0;
    for await (const { sql, records } of pieces) {
      estimatedRows += records;
      const read = await session.rows(
        `SELECT * EXCLUDE (c0) FROM ${sql} LIMIT ${SAMPLED_ROWS - rows.length}`,
      );
      rows.push(
        ...read.map((row) => Object.values(row).map((value) => (typeof value === 'string' ? value : ''))),
      );
    }
    return { file, columns, rows, estimatedRows };
  } finally {
    session.close();
  }
}

async function sampleText(file: DiskFile): Promise<SampledTable> {
  const { head, estimatedRows, estimatedBytes } = await sampleFile(file);
  const encoding = encodingOf(head);
  const text = new TextDecoder(encoding).decode(head);
  const isWhole = head.length >= estimatedBytes;
  const delimiter = delimiterOf(text);
  const [header = [], ...rows] = recordsOf(
    isWhole ? text : text.slice(0, text.lastIndexOf('\n') + 1),
    delimiter,
  );
  if (header.join('').trim() === '') {
    throw new LacunaError('empty_file', 'the file has no header', { file: file.name, line: 1 });
  }
  columnNames(header, { file: file.name, line: 1 });
  return {
    file: { ...file, form: { delimiter, encoding } },
    columns: header.map((name, index) => name.trim() || `column ${index + 1}`),
    rows: rows.slice(0, SAMPLED_ROWS).map((fields) => header.map((_, index) => fields[index] ?? '')),
    estimatedRows,
  };
}

/** UTF-8 where all of it is; text of Windows otherwise, for nothing is told apart from Latin-1. */
function encodingOf(head: Buffer): TextForm['encoding'] {
  if (head[0] === 0xff && head[1] === 0xfe) return 'utf-16le';
  // The last letter of a sample may be cut.
  const cut = [0, 1, 2, 3].some((bytes) => isUtf8(head.subarray(0, head.length - bytes)));
  return cut ? 'utf-8' : 'windows-1252';
}

/** The mark that splits the first line into most fields, and the next lines into as many. */
function delimiterOf(text: string): TextForm['delimiter'] {
  const start = text.slice(0, 64_000);
  let best: { readonly delimiter: TextForm['delimiter']; readonly score: number } = {
    delimiter: ',',
    score: 0,
  };
  for (const delimiter of DELIMITERS) {
    const records = recordsOf(start, delimiter).slice(0, 50);
    const width = records[0]?.length ?? 0;
    const even = records.filter((fields) => fields.length === width).length / Math.max(1, records.length);
    const score = (width - 1) * even;
    if (score > best.score) best = { delimiter, score };
  }
  return best.delimiter;
}

/** The records of a text, read as forgivingly as may be: it is only looked at. */
export function recordsOf(text: string, delimiter: TextForm['delimiter']): string[][] {
  const records: string[][] = [];
  let fields: string[] = [];
  let field = '';
  let quoted = false;
  const endField = (): void => {
    fields.push(field);
    field = '';
  };
  const endRecord = (): void => {
    endField();
    if (fields.length > 1 || fields[0] !== '') records.push(fields);
    fields = [];
  };
  for (let at = 0; at < text.length && records.length <= SAMPLED_ROWS; at += 1) {
    const letter = text.charAt(at);
    if (quoted) {
      if (letter !== '"') field += letter;
      else if (text[at + 1] === '"') {
        field += letter;
        at += 1;
      } else quoted = false;
    } else if (letter === '"' && field === '') quoted = true;
    else if (letter === delimiter) endField();
    else if (letter === '\n') endRecord();
    else if (letter !== '\r') field += letter;
  }
  if (field !== '' || fields.length > 0) endRecord();
  return records;
}
