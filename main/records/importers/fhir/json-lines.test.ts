import { expect, it } from 'vitest';
import { lineBatches, MOST_LINE_BYTES } from './json-lines.ts';

async function* parts(...texts: readonly (string | Buffer)[]): AsyncGenerator<Buffer> {
  for (const text of texts) yield await Promise.resolve(Buffer.from(text));
}

async function linesOf(...texts: readonly (string | Buffer)[]) {
  const lines: [number, string | null][] = [];
  for await (const batch of lineBatches(parts(...texts)))
    lines.push(...batch.map(({ line, bytes }): [number, string | null] => [line, bytes?.toString() ?? null]));
  return lines;
}

it('finds lines over the parts of a text, and counts those that are blank', async () => {
  expect(await linesOf('{"a', '":1}\r\n\n', '{"b":2}\n{"c"', ':3}')).toEqual([
    [1, '{"a":1}\r'],
    [3, '{"b":2}'],
    [4, '{"c":3}'],
  ]);
});

it('passes over a byte order mark', async () => {
  expect(await linesOf('\uFEFF{}\n{}')).toEqual([
    [1, '{}'],
    [2, '{}'],
  ]);
});

it('does not keep a line that is too long, and goes on behind it', async () => {
  const part = Buffer.alloc(MOST_LINE_BYTES / 8, 'x');
  expect(await linesOf('{}\n', ...Array.from({ length: 9 }, () => part), '\n{}\n')).toEqual([
    [1, '{}'],
    [2, null],
    [3, '{}'],
  ]);
});
