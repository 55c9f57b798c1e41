import { LacunaError } from '../../errors.ts';
import { hashFile } from './content-hash.ts';
import { asFileError, type CsvFile, type DiskFile, readBytesAt, requireOnDisk } from './csv-file.ts';
import { DuckDbSession } from './duckdb-session.ts';
import { identifier, literal } from './sql-literal.ts';
import type { FileLook, OpenTable, Piece, ReadOptions, TableFormat } from './table-format.ts';

/** Parquet: its values are read as text and checked as any others, so that a row's line is its number, from 1. */
export const PARQUET_FORMAT: TableFormat = {
  look: lookAtParquet,
  // Its footer, at the end of the file, is what was looked at.
  check: () => Promise.resolve(),
  open: openParquet,
};

interface ParquetColumn {
  /** As it is written. */
  readonly name: string;
  /** In DuckDB. */
  readonly type: string;
}

async function lookAtParquet(file: DiskFile): Promise<FileLook> {
  const session = await DuckDbSession.open({});
  try {
    const columns = await readColumns(file, session);
    const estimatedRows = await countRows(file, session);
    return {
      sample: { head: Buffer.alloc(0), estimatedRows, estimatedBytes: file.sizeBytes },
      header: () => ({ columns: lowerCase(columns) }),
    };
  } finally {
    session.close();
  }
}

async function openParquet(opened: CsvFile, options: ReadOptions): Promise<OpenTable> {
  const file = requireOnDisk(opened);
  const columns = await readColumns(file, options.session);
  return {
    columns: lowerCase(columns),
    pieces: onePiece(file, columns, options),
    sha256: () => hashFile(file, options.signal),
  };
}

async function* onePiece(
  file: DiskFile,
  columns: readonly ParquetColumn[],
  { session, onRead }: ReadOptions,
): AsyncGenerator<Piece> {
  const records = await countRows(file, session);
  yield { sql: parquetSql(file, columns), records };
  onRead({ records, broken: [] });
}

function lowerCase(columns: readonly ParquetColumn[]): string[] {
  return columns.map(({ name }) => name.toLowerCase());
}

/** @throws {LacunaError} `file_unreadable`, `corrupt_parquet`. */
async function readColumns(file: DiskFile, session: DuckDbSession): Promise<ParquetColumn[]> {
  // Of a file that it cannot open DuckDB says no more than that; reading a byte says why.
  await readBytesAt(file, 0, 1);
  try {
    const columns = await session.rows(`DESCRIBE SELECT * FROM read_parquet(${literal(file.path)})`);
    return columns.map((column) => ({
      name: String(column['column_name']),
      type: String(column['column_type']),
    }));
  } catch (error) {
    throw asParquetError(error, file);
  }
}

async function countRows(file: DiskFile, session: DuckDbSession): Promise<number> {
  return session.number(`SELECT num_rows FROM parquet_file_metadata(${literal(file.path)})`);
}

function asParquetError(error: unknown, file: DiskFile): unknown {
  if (error instanceof LacunaError) return error;
  return new LacunaError('corrupt_parquet', 'the Parquet file is damaged or truncated', {
    file: file.name,
    cause: asFileError(error, file),
    hint: 'download the file again and compare its checksum',
  });
}

function parquetSql({ path }: DiskFile, columns: readonly ParquetColumn[]): string {
  const fields = columns.map((column, index) => `${textOf(column)} AS c${index + 1}`);
  return (
    `(SELECT (file_row_number + 1)::VARCHAR AS c0, ${fields.join(', ')} ` +
    `FROM read_parquet(${literal(path)}, file_row_number = true))`
  );
}

/** From here on a double does not hold every whole number. */
const WHOLE_DOUBLES = 2 ** 53;

/**
 * A value as text. Times with a zone are those of UTC. Whole numbers that a program kept as doubles, as many do where
 * some are missing, are written as such: identifiers must not end with `.0`.
 */
function textOf({ name, type }: ParquetColumn): string {
  const value = identifier(name);
  if (type === 'TIMESTAMP WITH TIME ZONE') return `(${value} AT TIME ZONE 'UTC')::VARCHAR`;
  if (type !== 'DOUBLE') return `${value}::VARCHAR`;
  return (
    `CASE WHEN ${value} = trunc(${value}) AND abs(${value}) < ${WHOLE_DOUBLES} ` +
    `THEN ${value}::BIGINT::VARCHAR ELSE ${value}::VARCHAR END`
  );
}
