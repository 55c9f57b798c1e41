import { statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { temporaryFolder } from '../../testing/temporary-folder.ts';
import { CSV_FORMAT } from './csv-format.ts';
import { DuckDbSession } from './duckdb-session.ts';

const folder = temporaryFolder();

it('reads fields that hold other line ends while records end as on Unix, the first one among them', async () => {
  const file = path.join(folder, 'note.csv');
  writeFileSync(file, 'id,text\n1,"one\r\ntwo"\n2,"a ""b""\n"\n3,"\rc"\n');
  const session = await DuckDbSession.open({});
  onTestFinished(() => {
    session.close();
  });
  const table = await CSV_FORMAT.open(
    {
      path: file,
      name: 'note.csv',
      table: 'note',
      format: 'csv',
      sizeBytes: statSync(file).size,
      changedMs: 0,
    },
    { session, folder, onRead: () => undefined },
  );
  const { value: piece } = (await table.pieces.next()) as { value: { sql: string; records: number } };
  expect(piece.records).toBe(3);
  expect(await session.rows(`SELECT c0, c1, c2 FROM ${piece.sql} ORDER BY c0`)).toEqual([
    { c0: '2', c1: '1', c2: 'one\r\ntwo' },
    { c0: '4', c1: '2', c2: 'a "b"\n' },
    { c0: '6', c1: '3', c2: '\rc' },
  ]);
});
