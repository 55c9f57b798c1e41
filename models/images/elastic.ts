import type { RandomStream } from '../random/random-stream.ts';
import { cubicWeights } from './bicubic.ts';

/** Pixels by which each pixel's source is moved, row-major `[size * size]`. */
export interface Displacement {
  readonly down: Float32Array;
  readonly right: Float32Array;
}

/** Independent normal displacements on a coarse grid over the whole image, smooth between its points. */
export function drawDisplacement(
  { grid, deviation }: { readonly grid: number; readonly deviation: number },
  size: number,
  random: RandomStream,
): Displacement {
  const draw = (): Float32Array =>
    Float32Array.from({ length: grid * grid }, () => deviation * random.normal());
  return { down: enlarge(draw(), grid, size), right: enlarge(draw(), grid, size) };
}

/**
 * A coarse grid at the size of an image, bicubically; its corners come to lie on those of the image, and beyond its
 * edge it goes on as it is there.
 * @param values row-major `[grid * grid]`. @returns `[size * size]`.
 */
export function enlarge(values: Float32Array, grid: number, size: number): Float32Array {
  const weights = gridWeights(grid, size);
  const rows = new Float32Array(grid * size);
  for (let g = 0; g < grid; g += 1) {
    for (let x = 0; x < size; x += 1) {
      let sum = 0;
      for (let j = 0; j < grid; j += 1) sum += (weights[x * grid + j] ?? 0) * (values[g * grid + j] ?? 0);
      rows[g * size + x] = sum;
    }
  }
  const enlarged = new Float32Array(size * size);
  for (let y = 0; y < size; y += 1) {
    for (let g = 0; g < grid; g += 1) {
      const weight = weights[y * grid + g] ?? 0;
      if (weight === 0) continue;
      for (let x = 0; x < size; x += 1) {
        const at = y * size + x;
        enlarged[at] = (enlarged[at] ?? 0) + weight * (rows[g * size + x] ?? 0);
      }
    }
  }
  return enlarged;
}

const known = new Map<string, Float32Array>();

/** What each grid point counts at each pixel of a line, `[size * grid]`. */
function gridWeights(grid: number, size: number): Float32Array {
  const key = `${grid}/${size}`;
  const found = known.get(key);
  if (found) return found;
  const weights = new Float32Array(size * grid);
  for (let pixel = 0; pixel < size; pixel += 1) {
    const place = (pixel * (grid - 1)) / (size - 1);
    const cell = Math.min(Math.floor(place), grid - 2);
    cubicWeights(place - cell).forEach((weight, i) => {
      const point = Math.min(Math.max(cell + i - 1, 0), grid - 1);
      const at = pixel * grid + point;
      weights[at] = (weights[at] ?? 0) + weight;
    });
  }
  known.set(key, weights);
  return weights;
}
