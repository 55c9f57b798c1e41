import type { Vectors } from './predictor.ts';

/** A row of the reference and how much it is like what was asked for. */
export interface NearRow {
  readonly row: number;
  /** Centred cosine, in [-1, 1]. */
  readonly similarity: number;
}

/**
 * The rows most like a vector, by the cosine of what is left when the mean of the reference is taken away: raw vectors
 * of one network share a direction, which makes all of them look alike.
 * @param target `[width]`.
 * @param isCandidate leaves rows out, e.g. those of the same person.
 * @returns at most `count`, the most similar first.
 */
export function nearestRows(
  target: Float32Array,
  { width, values }: Vectors,
  { count, isCandidate }: { readonly count: number; readonly isCandidate: (row: number) => boolean },
): NearRow[] {
  const rows = width === 0 ? 0 : values.length / width;
  const mean = meanOf(values, width, rows);
  const own = Float64Array.from(target, (value, i) => value - (mean[i] ?? 0));
  const ownLength = Math.hypot(...own);
  const found: NearRow[] = [];
  for (let row = 0; row < rows; row += 1) {
    if (!isCandidate(row)) continue;
    let [product, square] = [0, 0];
    for (let i = 0; i < width; i += 1) {
      const value = (values[row * width + i] ?? 0) - (mean[i] ?? 0);
      product += value * (own[i] ?? 0);
      square += value * value;
    }
    const lengths = ownLength * Math.sqrt(square);
    found.push({ row, similarity: lengths === 0 ? 0 : product / lengths });
  }
  return found.sort((a, b) => b.similarity - a.similarity).slice(0, count);
}

function meanOf(values: Float32Array, width: number, rows: number): Float64Array {
  const mean = new Float64Array(width);
  values.forEach((value, i) => {
    mean[i % width] = (mean[i % width] ?? 0) + value / rows;
  });
  return mean;
}
