import { describe, expect, test } from 'vitest';
import { coalitionGroups, subsetsOf } from './coalition-groups.ts';

/** `usable` of encounters by pattern, three modalities. */
const usableOf = (...patterns: number[]): Uint8Array =>
  Uint8Array.from(patterns.flatMap((pattern) => [0, 1, 2].map((m) => (pattern >> m) & 1)));
const many = (pattern: number): number[] => Array.from({ length: 20 }, () => pattern);
const plain = (usable: Uint8Array) =>
  coalitionGroups(usable, 3).map(({ rows, cover }) => ({ rows: [...rows], cover }));

describe('groups', () => {
  test('are of encounters that have the same, by the subsets of what they have', () => {
    const usable = usableOf(...many(0b101), ...many(0b111), 0b101);
    const [two, three, ...others] = plain(usable);
    expect(two).toEqual({ rows: [...Array(20).keys(), 40], cover: [0, 2] });
    expect(three?.cover).toEqual([0, 1, 2]);
    expect(three?.rows).toEqual(Array.from({ length: 20 }, (_, i) => 20 + i));
    expect(others).toEqual([]);
  });

  test('put rare patterns together, by the subsets of what any of them has', () => {
    expect(plain(usableOf(0b001, ...many(0b111), 0b100, 0b001))).toEqual([
      { rows: Array.from({ length: 20 }, (_, i) => 1 + i), cover: [0, 1, 2] },
      { rows: [0, 21, 22], cover: [0, 2] },
    ]);
  });

  test('and add them to a common pattern that has just as much', () => {
    const [only, ...others] = plain(usableOf(0b001, ...many(0b011), 0b010));
    expect(only?.cover).toEqual([0, 1]);
    expect(only?.rows.toSorted((a, b) => a - b)).toEqual([...Array(22).keys()]);
    expect(others).toEqual([]);
  });

  test('leave out who has nothing', () => {
    expect(plain(usableOf(0, 0b010, 0))).toEqual([{ rows: [1], cover: [1] }]);
    expect(plain(usableOf(0))).toEqual([]);
    expect(plain(usableOf())).toEqual([]);
  });
});

test('subsets of a cover are bitmasks over all modalities', () => {
  expect(subsetsOf([1, 3])).toEqual([0, 0b0010, 0b1000, 0b1010]);
  expect(subsetsOf([])).toEqual([0]);
});
