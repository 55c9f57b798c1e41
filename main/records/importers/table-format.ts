import type { ReadingState } from './csv-chunks.ts';
import { type CsvFile, type DiskFile, type FileFormat, holdsRows, type RowFormat } from './csv-file.ts';
import type { TableHeader } from './csv-header.ts';
import { CSV_FORMAT } from './csv-format.ts';
import { DELIMITED_FORMAT } from './delimited-format.ts';
import type { DuckDbSession } from './duckdb-session.ts';
import { EXCEL_FORMAT } from './excel-format.ts';
import { JSON_FORMAT } from './json-format.ts';
import { PARQUET_FORMAT } from './parquet-format.ts';
import type { FileSample } from './sample-file.ts';
import type { TableSpec } from './table-spec.ts';

/** A part of a file's rows, as DuckDB reads them. */
export interface Piece {
  /** `text`: the fields are as they stood. `plain`: those that the spec needs are there, and are read. */
  readonly form: 'plain' | 'text';
  /** A relation in DuckDB: `c0` is the line, then come the fields of the file, `c1`, `c2` ... */
  readonly sql: string;
  /** How many rows it must have. */
  readonly records: number;
}

export interface ReadOptions {
  readonly session: DuckDbSession;
  /** What the rows are read for; without one all come as text. */
  readonly spec?: TableSpec;
  /** For temporary files, readable by the owner only. */
  readonly folder: string;
  readonly signal?: AbortSignal | undefined;
  /** No more than these records are asked for: what comes first may then be as small as they are. */
  readonly first?: number | undefined;
  /** Told from time to time how far the reading has come. */
  readonly onRead: (state: ReadingState) => void;
}

/** The rows of a file, and once they are read the SHA-256 of the file as it lies on the disk. */
export interface OpenTable extends TableHeader {
  readonly pieces: AsyncGenerator<Piece>;
  /** Whether this process keeps a core busy while DuckDB takes the pieces. */
  readonly keepsCoreBusy: boolean;
  readonly sha256: () => Promise<string>;
}

/** What a file says of itself before its rows are read. */
export interface FileLook {
  readonly sample: FileSample;
  /** `null` where its records have no columns. @throws {LacunaError} where the columns cannot be told. */
  readonly header: () => TableHeader | null;
}

/** How files of one format are looked at before they are read. */
export interface LookedAtFormat {
  /** @throws {LacunaError} where the file cannot be read. */
  readonly look: (file: DiskFile) => Promise<FileLook>;
  /** Reads a file of moderate size to its end. @throws {LacunaError} where it is damaged. */
  readonly check: (file: DiskFile) => Promise<void>;
}

/** A format whose files hold the rows of one table. */
export interface TableFormat extends LookedAtFormat {
  /** A piece is good until the second after it is asked for. @throws {LacunaError} what is wrong with the file as a whole. */
  readonly open: (file: CsvFile, options: ReadOptions) => Promise<OpenTable>;
}

const TABLE_FORMATS: Readonly<Record<RowFormat, TableFormat>> = {
  csv: CSV_FORMAT,
  delimited: DELIMITED_FORMAT,
  parquet: PARQUET_FORMAT,
  excel: EXCEL_FORMAT,
};

const FORMATS: Readonly<Record<FileFormat, LookedAtFormat>> = {
  ...TABLE_FORMATS,
  ndjson: JSON_FORMAT,
  json: JSON_FORMAT,
};

export function formatOf({ format }: Pick<CsvFile, 'format'>): LookedAtFormat {
  return FORMATS[format];
}

/** @throws {RangeError} for a file that holds no rows of one table; its importer reads it otherwise. */
export function tableFormatOf({ format }: Pick<CsvFile, 'format'>): TableFormat {
  if (holdsRows(format)) return TABLE_FORMATS[format];
  throw new RangeError(`${format} holds no rows of one table`);
}
