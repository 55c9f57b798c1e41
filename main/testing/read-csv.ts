import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';

/** A whole CSV file by column name, plain or gzip; quoted cells may hold commas, quotes and newlines. */
export function readCsv(path: string): { columns: string[]; rows: Record<string, string>[] } {
  const bytes = readFileSync(path);
  const text = (path.endsWith('.gz') ? gunzipSync(bytes) : bytes).toString('utf8');
  const [columns = [], ...records] = parseRecords(text);
  const rows = records.map((cells) =>
    Object.fromEntries(columns.map((column, index) => [column, cells[index] ?? ''])),
  );
  return { columns, rows };
}

function parseRecords(text: string): string[][] {
  const records: string[][] = [];
  let record: string[] = [];
  // A cell and what ends it: a comma, a line break or the end of the file.
  const cell = /("(?:[^"]|"")*"|[^",\n]*)(,|\n|$)/y;
  while (cell.lastIndex < text.length) {
    const match = cell.exec(text);
    if (match === null) throw new Error(`malformed CSV at character ${cell.lastIndex}`);
    const [, raw = '', end] = match;
    record.push(raw.startsWith('"') ? raw.slice(1, -1).replaceAll('""', '"') : raw);
    if (end === ',') continue;
    records.push(record);
    record = [];
  }
  return records;
}
