import { describe, expect, it } from 'vitest';
import { RandomStream } from '../random/random-stream.ts';
import { type Affine, drawAffine, sourceMap } from './affine.ts';
import { augment, warp } from './augmentation.ts';
import { cubicWeights, sampleBicubic } from './bicubic.ts';
import { drawDisplacement, enlarge } from './elastic.ts';

const SIZE = 9;
const STILL: Affine = { rotation: 0, scale: 1, shear: 0, right: 0, down: 0 };
const NOWHERE = { down: new Float32Array(SIZE * SIZE), right: new Float32Array(SIZE * SIZE) };

/** A dark image with bright pixels at `[row, column]`. */
function bright(...places: readonly (readonly [number, number])[]): Float32Array {
  const image = new Float32Array(SIZE * SIZE);
  for (const [row, column] of places) image[row * SIZE + column] = 1;
  return image;
}

function warped(image: Float32Array, affine: Partial<Affine>, displacement = NOWHERE): Float32Array {
  const target = new Float32Array(image.length);
  warp(image, target, { size: SIZE, map: sourceMap({ ...STILL, ...affine }, SIZE), displacement });
  return target;
}

function expectClose(actual: Float32Array, expected: Float32Array): void {
  actual.forEach((value, i) => {
    expect(value).toBeCloseTo(expected[i] ?? Number.NaN, 5);
  });
}

describe('bicubic sampling', () => {
  it('weighs neighbours so that they sum to 1, and a pixel alone at its place', () => {
    expect(cubicWeights(0)).toEqual([-0, 1, 0, -0]);
    expect(cubicWeights(0.5)).toEqual([-1 / 16, 9 / 16, 9 / 16, -1 / 16]);
    expect(cubicWeights(0.3).reduce((sum, weight) => sum + weight)).toBeCloseTo(1, 12);
  });

  it('is exact for a polynomial of the second degree', () => {
    const value = (y: number, x: number): number => 0.1 * y * y - 0.2 * x * x + 0.3 * x * y + y - 2;
    const image = Float32Array.from({ length: SIZE * SIZE }, (_, i) => value(Math.floor(i / SIZE), i % SIZE));
    expect(sampleBicubic(image, SIZE, 3.3, 4.6)).toBeCloseTo(value(3.3, 4.6), 5);
  });

  it('is 0 away from the image', () => {
    const image = new Float32Array(SIZE * SIZE).fill(1);
    expect(sampleBicubic(image, SIZE, -3, 4)).toBe(0);
    expect(sampleBicubic(image, SIZE, 4, SIZE + 2)).toBe(0);
    expect(sampleBicubic(image, SIZE, 4, 4)).toBe(1);
  });
});

describe('warping', () => {
  it('leaves an image as it is without a change', () => {
    const image = bright([1, 2], [4, 4], [8, 0]);
    expectClose(warped(image, {}), image);
  });

  it('moves right and down', () => {
    expectClose(warped(bright([4, 4]), { right: 2, down: -1 }), bright([3, 6]));
  });

  it('turns a quarter against the clock: right becomes up', () => {
    expectClose(warped(bright([4, 6]), { rotation: 90 }), bright([2, 4]));
  });

  it('slants: rows further down go further right', () => {
    const column = bright([3, 4], [4, 4], [5, 4]);
    expectClose(warped(column, { shear: 1 }), bright([3, 3], [4, 4], [5, 5]));
  });

  it('enlarges about the centre', () => {
    const enlarged = warped(bright([4, 5]), { scale: 2 });
    expect(enlarged[4 * SIZE + 6]).toBeCloseTo(1, 5);
    expect(enlarged[4 * SIZE + 5]).toBeCloseTo(9 / 16, 5);
  });

  it('takes each pixel from where its displacement says', () => {
    const right = new Float32Array(SIZE * SIZE);
    right[4 * SIZE + 4] = 2;
    const expected = bright([4, 6], [4, 4]);
    expectClose(warped(bright([4, 6]), {}, { ...NOWHERE, right }), expected);
  });

  it('cuts what bicubic weights overshoot', () => {
    const image = new Float32Array(SIZE * SIZE).map((_, i) => (i % SIZE < 4 ? 0 : 1));
    const moved = warped(image, { right: 0.5 });
    expect(Math.min(...moved)).toBe(0);
    expect(Math.max(...moved)).toBe(1);
  });
});

describe('elastic displacement', () => {
  it('enlarges a constant to itself, and meets the grid at the corners', () => {
    const level = enlarge(new Float32Array(16).fill(0.7), 4, SIZE);
    level.forEach((value) => {
      expect(value).toBeCloseTo(0.7, 6);
    });
    const grid = Float32Array.from({ length: 9 }, (_, i) => i);
    const large = enlarge(grid, 3, SIZE);
    expect([large[0], large[SIZE - 1], large[40], large[80]]).toEqual([0, 2, 4, 8]);
  });

  it('has the deviation asked for at the grid points, and moves rows and columns independently', () => {
    const random = RandomStream.fromSeed('elastic');
    const drawn = Array.from({ length: 400 }, () =>
      drawDisplacement({ grid: 3, deviation: 2 }, SIZE, random),
    );
    const corner = drawn.map(({ down }) => down[0] ?? 0);
    const other = drawn.map(({ right }) => right[0] ?? 0);
    const mean = (values: number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;
    expect(Math.sqrt(mean(corner.map((value) => value ** 2)))).toBeCloseTo(2, 0);
    expect(Math.abs(mean(corner.map((value, i) => value * (other[i] ?? 0))))).toBeLessThan(0.8);
  });
});

describe('augmentation', () => {
  const augmentation = {
    rotation: 15,
    scale: 0.15,
    shear: 0.2,
    shift: 2,
    elastic: { grid: 4, deviation: 0.5 },
  };

  it('draws within the ranges', () => {
    const random = RandomStream.fromSeed(1);
    const drawn = Array.from({ length: 500 }, () => drawAffine(augmentation, random));
    for (const [key, most, middle] of [
      ['rotation', 15, 0],
      ['scale', 0.15, 1],
      ['shear', 0.2, 0],
      ['right', 2, 0],
      ['down', 2, 0],
    ] as const) {
      const away = drawn.map((affine) => Math.abs(affine[key] - middle));
      expect(Math.max(...away)).toBeLessThanOrEqual(most);
      expect(Math.max(...away)).toBeGreaterThan(0.9 * most);
    }
  });

  it('changes the image, the same way for the same seed', () => {
    const image = bright([3, 4], [4, 4], [5, 4]);
    const changed = (seed: number): Float32Array => {
      const target = new Float32Array(image.length);
      augment(image, target, { size: SIZE, augmentation, random: RandomStream.fromSeed(seed) });
      return target;
    };
    expect(changed(1)).toEqual(changed(1));
    expect(changed(1)).not.toEqual(changed(2));
    expect(changed(1)).not.toEqual(image);
  });
});
