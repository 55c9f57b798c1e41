import type { Defined } from '../errors.ts';

/**
 * Quantile by linear interpolation at position `(n - 1) q` (type 7).
 * @param sorted ascending values.
 * @param q in [0, 1].
 * @returns undefined without values.
 * @see Hyndman & Fan 1996, doi:10.2307/2684934
 */
export function quantile(sorted: ArrayLike<number>, q: number): Defined<number> {
  if (sorted.length === 0) return { undefined: 'no values' };
  const position = (sorted.length - 1) * q;
  const below = Math.floor(position);
  const low = sorted[below] ?? 0;
  const high = sorted[Math.min(below + 1, sorted.length - 1)] ?? low;
  return { value: low + (position - below) * (high - low) };
}
