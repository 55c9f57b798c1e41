import path from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { temporaryFolder } from '../../testing/temporary-folder.ts';
import { PlainChunkWriter } from './chunk-writers.ts';
import { DuckDbSession } from './duckdb-session.ts';
import { literal } from './sql-literal.ts';

const folder = temporaryFolder();
const ROWS = 40_000;

it('writes large groups of rows even where hardly any were expected, as of a view, whose size no server knows', async () => {
  const writer = new PlainChunkWriter(folder, ['integer', 'text'], 100);
  const bytes = Buffer.from('12,ab\n');
  for (let line = 2; line < ROWS + 2; line += 1) expect(writer.record(line, bytes, 0)).toBe(bytes.length - 1);
  const chunk = writer.finish();
  writer.close();
  const session = await DuckDbSession.open({});
  onTestFinished(() => {
    session.close();
  });
  const file = literal(path.resolve(chunk.path));
  expect(await session.number(`SELECT count(*) FROM read_parquet(${file}) WHERE c1 = 12 AND c2 = 'ab'`)).toBe(
    ROWS,
  );
  const groups = await session.number(`SELECT count(DISTINCT row_group_id) FROM parquet_metadata(${file})`);
  expect(groups).toBeLessThan(6);
});
