import { describe, expect, it } from 'vitest';
import { RandomStream } from '../random/random-stream.ts';
import { sharedAxes, type WhiteBlock } from './shared-axes.ts';

/** White noise, with a factor in some of the columns in place of it. */
function blockOf(
  rows: number,
  columns: number,
  { seed, factor, at = 0, present = () => true }: Planted,
): WhiteBlock {
  const random = RandomStream.fromSeed(seed);
  const values = new Float64Array(rows * columns);
  const having = new Uint8Array(rows);
  for (let row = 0; row < rows; row += 1) {
    having[row] = Number(present(row));
    for (let column = 0; column < columns; column += 1) {
      const noise = random.normal();
      if (having[row] === 0) continue;
      values[row * columns + column] =
        column === at && factor !== undefined ? 0.8 * factor[row]! + 0.6 * noise : noise;
    }
  }
  return { scores: { rows, columns, values }, present: having };
}

interface Planted {
  readonly seed: number;
  readonly factor?: readonly number[];
  readonly at?: number;
  readonly present?: (row: number) => boolean;
}

function normals(rows: number, seed: number): number[] {
  const random = RandomStream.fromSeed(seed);
  return Array.from({ length: rows }, () => random.normal());
}

describe('sharedAxes', () => {
  it('finds the one direction that two modalities share, and no other', () => {
    const factor = normals(2_000, 1);
    const own = blockOf(2_000, 12, { seed: 2, factor, at: 7 });
    const axes = sharedAxes(own, [
      blockOf(2_000, 9, { seed: 3, factor, at: 4 }),
      blockOf(2_000, 6, { seed: 4 }),
    ]);
    expect(axes).toHaveLength(1);
    expect(Math.abs(axes[0]![7]!)).toBeGreaterThan(0.98);
  });

  it.each([11, 12, 13, 14, 15])('finds none among unrelated modalities (seed %i)', (seed) => {
    const others = [1, 2, 3].map((other) => blockOf(1_500, 20, { seed: 100 * seed + other }));
    expect(sharedAxes(blockOf(1_500, 24, { seed }), others)).toEqual([]);
  });

  it('finds none in so few rows that chance would do as much', () => {
    const factor = normals(20, 5);
    const own = blockOf(20, 12, { seed: 6, factor });
    expect(sharedAxes(own, [blockOf(20, 40, { seed: 7, factor })])).toEqual([]);
  });

  it('counts the rows that have both, whatever is shared elsewhere', () => {
    const factor = normals(3_000, 8);
    const early = blockOf(3_000, 8, { seed: 9, factor, present: (row) => row < 1_500 });
    const late = blockOf(3_000, 8, { seed: 10, factor, present: (row) => row >= 1_500 });
    expect(sharedAxes(early, [late])).toEqual([]);
    expect(sharedAxes(early, [late, blockOf(3_000, 8, { seed: 16, factor })])).toHaveLength(1);
  });
});
