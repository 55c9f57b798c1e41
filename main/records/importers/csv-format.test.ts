import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { temporaryFolder } from '../../testing/temporary-folder.ts';
import { CSV_FORMAT } from './csv-format.ts';
import { DuckDbSession } from './duckdb-session.ts';
import type { Piece } from './table-format.ts';
import type { TableSpec } from './table-spec.ts';

const folder = temporaryFolder();

/** The pieces of a file of this text, each with its rows by line. */
async function piecesOf(
  text: string,
  spec?: TableSpec,
  sizeBytes = Buffer.byteLength(text),
): Promise<(Pick<Piece, 'form' | 'records'> & { rows: unknown })[]> {
  const place = path.join(folder, 'note.csv');
  writeFileSync(place, text);
  const session = await DuckDbSession.open({});
  onTestFinished(() => {
    session.close();
  });
  const named = { path: place, name: 'note.csv', table: 'note', format: 'csv' } as const;
  const table = await CSV_FORMAT.open(
    { ...named, sizeBytes, changedMs: 0 },
    { session, folder, onRead: () => undefined, ...(spec === undefined ? {} : { spec }) },
  );
  const pieces: Awaited<ReturnType<typeof piecesOf>> = [];
  for await (const { form, sql, records } of table.pieces) {
    pieces.push({ form, records, rows: await session.rows(`SELECT * FROM ${sql} ORDER BY c0`) });
  }
  return pieces;
}

it('reads fields that hold other line ends while records end as on Unix, the first one among them', async () => {
  expect(await piecesOf('id,text\n1,"one\r\ntwo"\n2,"a ""b""\n"\n3,"\rc"\n')).toEqual([
    {
      form: 'text',
      records: 3,
      rows: [
        { c0: '2', c1: '1', c2: 'one\r\ntwo' },
        { c0: '4', c1: '2', c2: 'a "b"\n' },
        { c0: '6', c1: '3', c2: '\rc' },
      ],
    },
  ]);
});

it('gives plain records with what is needed of them read, apart from the others', async () => {
  const spec: TableSpec = {
    table: 'note',
    use: 'used',
    columns: { id: { type: 'integer' } },
    without: null,
    rowBytes: null,
  };
  expect(await piecesOf('text,id\na,1\nb,x\nc,2\n', spec)).toEqual([
    {
      form: 'plain',
      records: 2,
      rows: [
        { c0: 2, c2: 1 },
        { c0: 4, c2: 2 },
      ],
    },
    { form: 'text', records: 1, rows: [{ c0: '3', c1: 'b', c2: 'x' }] },
  ]);
  expect(await piecesOf('text,id\na,1\n', { ...spec, emptyWords: ['na'] })).toEqual([
    { form: 'text', records: 1, rows: [{ c0: '2', c1: 'a', c2: '1' }] },
  ]);
});

it('reads all of a file that has become larger than it was', async () => {
  const spec: TableSpec = {
    table: 'note',
    use: 'used',
    columns: { id: { type: 'integer' }, text: { type: 'text' } },
    without: null,
    rowBytes: null,
  };
  const long = 'x'.repeat(100_000);
  const pieces = await piecesOf(`id,text\n${`1,a\n2,"${long}"\n`.repeat(20)}`, spec, 5);
  const rows = pieces.flatMap((piece) => piece.rows as { c0: number | string; c2: string }[]);
  expect(rows.map(({ c0 }) => Number(c0)).sort((a, b) => a - b)).toEqual(
    Array.from({ length: 40 }, (_, i) => i + 2),
  );
  expect(rows.filter(({ c2 }) => c2 === long)).toHaveLength(20);
});

it('gives no piece of a file without records', async () => {
  expect(await piecesOf('text,id\n')).toEqual([]);
});
