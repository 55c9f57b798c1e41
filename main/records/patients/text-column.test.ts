import fc from 'fast-check';
import { expect, it } from 'vitest';
import { TextColumn } from './text-column.ts';

const ids = fc.array(fc.string({ unit: fc.constantFrom('1', '2', '12', 'é', '\n', '𝄞'), maxLength: 5 }));

function foundIn(column: TextColumn, part: string): number[] {
  const found = new Uint8Array(column.ends.length);
  column.mark(part, found);
  return Array.from(found);
}

it('gives back every text', () => {
  fc.assert(
    fc.property(ids, (texts) => {
      const column = TextColumn.of(texts);
      expect(texts.map((_, position) => column.at(position))).toEqual(texts);
    }),
  );
});

it('finds a part in the texts that hold it, and not where one ends and the next begins', () => {
  fc.assert(
    fc.property(ids, fc.constantFrom('1', '2', '11', '121', 'é', '\n1'), (texts, part) => {
      expect(foundIn(TextColumn.of(texts), part)).toEqual(texts.map((text) => Number(text.includes(part))));
    }),
  );
});
