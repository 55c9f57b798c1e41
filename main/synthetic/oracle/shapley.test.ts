import { describe, expect, it } from 'vitest';
import { shapleyValues } from './shapley.ts';

describe('shapleyValues', () => {
  it('shares the gain of two players by hand', () => {
    // alone 1 and 2, together 7, none 0: half of (1 + 7 - 2), half of (2 + 7 - 1)
    expect([...shapleyValues([0, 1, 2, 7])]).toEqual([3, 4]);
  });

  it('shares the glove game as Shapley did', () => {
    // Player 0 holds a left glove, 1 and 2 a right one; a pair is worth 1.
    const worth = Array.from({ length: 8 }, (_, coalition) =>
      (coalition & 1) !== 0 && coalition > 1 ? 1 : 0,
    );
    const values = shapleyValues(worth);
    expect(values[0]).toBeCloseTo(2 / 3, 12);
    expect(values[1]).toBeCloseTo(1 / 6, 12);
    expect(values[2]).toBeCloseTo(1 / 6, 12);
  });

  it('gives a player who adds nothing nothing, and hands out all there is', () => {
    const worth = Array.from({ length: 64 }, (_, coalition) => Math.sqrt((coalition & ~4) + 1) ** 1.5);
    const values = shapleyValues(worth);
    expect(values[2]).toBe(0);
    expect(values.reduce((sum, value) => sum + value, 0)).toBeCloseTo(worth[63]! - worth[0]!, 12);
  });
});
