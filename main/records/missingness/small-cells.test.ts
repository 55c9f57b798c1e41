import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Cell, hideSmallCells, hideSmallParts, SMALLEST_CELL } from './small-cells.ts';

describe('hideSmallParts', () => {
  it('shows zeros and counts that are large enough', () => {
    expect(hideSmallParts([11, 0, 40])).toEqual([11, 0, 40]);
    expect(hideSmallParts([])).toEqual([]);
  });

  it('hides a small one with the smallest of the others, from which it would follow', () => {
    expect(hideSmallParts([10, 0, 40, 30])).toEqual([null, 0, 40, null]);
    expect(hideSmallParts([1, 2, 40])).toEqual([null, null, 40]);
  });
});

describe('another limit', () => {
  it('hides what is below it and nothing else', () => {
    expect(hideSmallParts([5, 6, 40], 5)).toEqual([5, 6, 40]);
    expect(hideSmallParts([5, 6, 40], 6)).toEqual([null, null, 40]);
  });
});

describe('hideSmallCells', () => {
  it('hides until nothing follows from the sum of a row or a column', () => {
    expect(
      hideSmallCells([
        [5, 100, 200],
        [60, 70, 80],
        [90, 95, 99],
      ]),
    ).toEqual([
      [null, null, 200],
      [null, null, 80],
      [90, 95, 99],
    ]);
  });

  it('never shows a small count, and never leaves one alone in a row or column', () => {
    const table = fc.integer({ min: 1, max: 4 }).chain((columns) =>
      fc.array(fc.array(fc.nat(40), { minLength: columns, maxLength: columns }), {
        minLength: 1,
        maxLength: 6,
      }),
    );
    fc.assert(
      fc.property(table, (counts) => {
        const cells = hideSmallCells(counts);
        const columns = cells[0]!.map((_, j) => cells.map((row) => row[j]!));
        const countsOfColumns = counts[0]!.map((_, j) => counts.map((row) => row[j]!));
        cells.flat().forEach((cell, i) => {
          const count = counts.flat()[i]!;
          if (cell !== null) expect(cell).toBe(count);
          if (count > 0 && count < SMALLEST_CELL) expect(cell).toBeNull();
        });
        const alone = (line: readonly Cell[], own: readonly number[]) =>
          line.filter((cell) => cell === null).length === 1 && own.filter((count) => count > 0).length > 1;
        cells.forEach((row, i) => expect(alone(row, counts[i]!)).toBe(false));
        columns.forEach((column, j) => expect(alone(column, countsOfColumns[j]!)).toBe(false));
      }),
      { seed: 7, numRuns: 300 },
    );
  });
});
