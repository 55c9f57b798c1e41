import { createHash } from 'node:crypto';
import type { RecordChunk } from './chunk-writers.ts';
import { readChunks } from './csv-chunks.ts';
import { WORK_BYTES } from './csv-file.ts';
import { parseHeader, readHeader } from './csv-header.ts';
import { fieldTypes } from './field-types.ts';
import { checkGzip, sampleFile } from './sample-file.ts';
import { literal } from './sql-literal.ts';
import type { Piece, TableFormat } from './table-format.ts';

/** A chunk is read in pieces of this size, each by one thread: several to a thread, so that none waits for long. */
const READER_BYTES = 2 * WORK_BYTES;

/** CSV, plain or compressed: cut into chunks of whole records, plain ones apart from the others. */
export const CSV_FORMAT: TableFormat = {
  look: async (file) => {
    const sample = await sampleFile(file);
    return { sample, header: () => parseHeader(sample.head, file) };
  },
  check: checkGzip,
  open: async (file, { spec, folder, signal, first, onRead }) => {
    const header = await readHeader(file, signal);
    const { columns } = header;
    const types = spec === undefined ? null : fieldTypes(columns, spec);
    const hash = createHash('sha256');
    return {
      columns,
      pieces: chunkPieces(
        readChunks(file, { header, types, folder, hash, signal, first, onRead }),
        columns.length,
      ),
      keepsCoreBusy: true,
      sha256: () => Promise.resolve(hash.digest('hex')),
    };
  },
};

/** Chunks as DuckDB reads them. @param width number of fields. */
export async function* chunkPieces(
  chunks: AsyncGenerator<RecordChunk>,
  width: number,
): AsyncGenerator<Piece> {
  for await (const { form, path, records } of chunks) {
    const sql = form === 'plain' ? `read_parquet(${literal(path)})` : csvSql(path, width);
    yield { form, sql, records };
  }
}

/** Reads a chunk of text: `c0` is the line, then come the fields of the file. */
function csvSql(path: string, width: number): string {
  const fields = Array.from({ length: width + 1 }, (_, index) => `'c${index}': 'VARCHAR'`).join(', ');
  return (
    `read_csv(${literal(path)}, header = false, auto_detect = false, delim = ',', quote = '"', escape = '"', ` +
    // Left to itself DuckDB takes a line end within the first quoted field for that of all records.
    String.raw`new_line = '\n', ` +
    `ignore_errors = true, max_line_size = ${READER_BYTES}, buffer_size = ${READER_BYTES}, columns = {${fields}})`
  );
}
