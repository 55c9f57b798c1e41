import { expect, it } from 'vitest';
import { ChunkSize } from './chunk-size.ts';

const LEAST = 131_072;
const BYTES = 33_554_432;

/** Records of the chunks of a file, all of them full. */
function chunksOf(records: number): number[] {
  const size = new ChunkSize();
  const chunks: number[] = [];
  for (let left = records; left > 0;) {
    let chunk = LEAST;
    while (!size.isReached(chunk, 0)) chunk += 1024;
    chunks.push(Math.min(chunk, left));
    size.grow(chunk);
    left -= chunk;
  }
  return chunks;
}

it('stays small while there are few records, and is an eighth of those before', () => {
  const chunks = chunksOf(20_000_000);
  expect(chunks.slice(0, 9)).toEqual(Array(9).fill(LEAST));
  expect(chunks[20]).toBeGreaterThan(2 * LEAST);
  expect(chunks.at(-2)).toBe(8 * LEAST);
});

it('makes few chunks of the largest file', () => {
  expect(chunksOf(158_000_000).length).toBeLessThan(180);
});

it('is reached by bytes too, of which a larger chunk may have more', () => {
  const size = new ChunkSize();
  expect(size.isReached(1, BYTES - 1)).toBe(false);
  expect(size.isReached(1, BYTES)).toBe(true);
  size.grow(1_000_000_000);
  expect(size.isReached(1, 8 * BYTES - 1)).toBe(false);
  expect(size.isReached(1, 8 * BYTES)).toBe(true);
});
