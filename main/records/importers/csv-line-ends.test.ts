import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';
import { temporaryFolder } from '../../testing/temporary-folder.ts';
import { CSV_FORMAT } from './csv-format.ts';
import type { CsvFile } from './csv-file.ts';
import { DuckDbSession } from './duckdb-session.ts';

const folder = temporaryFolder();

it('reads texts with ends of lines of their own, the first one among them', async () => {
  const file: CsvFile = {
    path: path.join(folder, 'notes.csv'),
    name: 'notes.csv',
    table: 'notes',
    format: 'csv',
    sizeBytes: 0,
    changedMs: 0,
  };
  writeFileSync(file.path, 'id,text\n1,"one\r\ntwo"\n2,"a ""b""\n"\n3,"\rc"\n');
  const session = await DuckDbSession.open({});
  const { pieces } = await CSV_FORMAT.open(file, { session, folder, onRead: () => undefined });
  const rows = [];
  for await (const { sql } of pieces)
    rows.push(...(await session.rows(`SELECT c0, c1, c2 FROM ${sql} ORDER BY c1`)));
  session.close();
  expect(rows).toEqual([
    { c0: '2', c1: '1', c2: 'one\r\ntwo' },
    { c0: '4', c1: '2', c2: 'a "b"\n' },
    { c0: '6', c1: '3', c2: '\rc' },
  ]);
});
