import { createHash } from 'node:crypto';
import { LacunaError } from '../../errors.ts';
import { readChunks } from './csv-chunks.ts';
import { type CsvFile, firstBytes, readBytes } from './csv-file.ts';
import { chunkPieces } from './csv-format.ts';
import type { TableHeader } from './csv-header.ts';
import { fieldsOfLine, rowsAsCsv, type TextForm } from './delimited-text.ts';
import { checkGzip, sampleFile } from './sample-file.ts';
import type { TableFormat } from './table-format.ts';
import { worded } from '../../../models/wording.ts';

/** Text with any delimiter and in any encoding, as its form says: it is read as the CSV that it could have been. */
export const DELIMITED_FORMAT: TableFormat = {
  look: async (file) => {
    const sample = await sampleFile(file);
    return { sample, header: () => delimitedHeader(sample.head, file) };
  },
  check: checkGzip,
  open: async (file, { folder, signal, first, onRead }) => {
    const form = formOf(file);
    const { columns } = delimitedHeader(await firstBytes(file, signal), file);
    const hash = createHash('sha256');
    const chunks = readChunks(file, {
      // The rows come without the line of the header.
      header: { columns, delimiter: ',', bytes: 0 },
      // A mapping has types of its own.
      types: null,
      text: rowsAsCsv(readBytes(file, { hash, signal }), form),
      folder,
      hash,
      signal,
      first,
      onRead,
    });
    return {
      columns,
      pieces: chunkPieces(chunks, columns.length),
      keepsCoreBusy: true,
      sha256: () => Promise.resolve(hash.digest('hex')),
    };
  },
};

export function formOf({ form }: Pick<CsvFile, 'form'>): TextForm {
  if (form === undefined) throw new RangeError('a text file of no known form');
  return form;
}

/**
 * The first line of a file. A column without a name is called by its place.
 * @param head the first decompressed bytes; the header must lie within them.
 * @throws {LacunaError} `empty_file`, `wrong_encoding`, `unterminated_quote`, `duplicate_column`, all on line 1.
 */
export function delimitedHeader(head: Buffer, file: Pick<CsvFile, 'name' | 'form'>): TableHeader {
  const place = { file: file.name, line: 1 };
  const { delimiter, encoding } = formOf(file);
  const [line = ''] = decodedStart(head, encoding, place).split('\n', 1);
  if (line.trim() === '') throw new LacunaError('empty_file', 'the file has no header', place);
  const fields = fieldsOfLine(line.replace(/\r$/, ''), delimiter);
  if (fields === null) {
    throw new LacunaError(
      'unterminated_quote',
      'a quote is opened in the header and not closed on its line',
      {
        ...place,
        hint: 'write the names of the columns on one line',
      },
    );
  }
  return { columns: columnNames(fields, place) };
}

/**
 * Names of columns, in lower case and without the blanks around them; one without a name is called by its place.
 * @throws {LacunaError} `duplicate_column`.
 */
export function columnNames(
  fields: readonly string[],
  place: { readonly file: string; readonly line: number },
): string[] {
  const columns = fields.map((field, index) => field.trim().toLowerCase() || `column ${index + 1}`);
  const twice = columns.find((name, index) => columns.indexOf(name) !== index);
  if (twice === undefined) return columns;
  throw new LacunaError('duplicate_column', worded`the column ${twice} occurs twice`, {
    ...place,
    column: twice,
  });
}

function decodedStart(
  head: Buffer,
  encoding: string,
  place: { readonly file: string; readonly line: number },
): string {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(head.subarray(0, lastWhole(head)), {
      stream: true,
    });
  } catch (cause) {
    throw new LacunaError('wrong_encoding', worded`the header is not ${encoding} text`, {
      ...place,
      cause,
      hint: 'name the encoding of the file in the mapping, or save the file as UTF-8',
    });
  }
}

/** Only the first line matters, so that a letter that is not of the encoding further on is found where it stands. */
function lastWhole(head: Buffer): number {
  const newline = head.indexOf(0x0a);
  return newline === -1 ? head.length : newline + 1;
}
