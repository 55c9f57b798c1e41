import type { Defined } from '../errors.ts';
import { midranks } from './midranks.ts';
import { normalTail } from './normal-tail.ts';

export interface WilcoxonResult {
  /** Pairs left after zero differences were dropped. */
  readonly n: number;
  /** Zero differences that were dropped. */
  readonly zeros: number;
  readonly wPlus: number;
  readonly wMinus: number;
  readonly method: 'exact' | 'normal';
  /** Normal score; `null` when the exact distribution was used. */
  readonly z: number | null;
  /** Two-sided. */
  readonly p: number;
  /** One-sided, alternative: differences are positive. */
  readonly pGreater: number;
}

const EXACT_UP_TO = 25;

/**
 * Wilcoxon signed-rank test of paired differences. Exact without ties and zeros up to 25 pairs; otherwise the
 * normal approximation with tie correction and without continuity correction. Differences are compared after
 * rounding to 12 decimals, so that equal figures are not split by rounding error.
 * @returns undefined when every difference is zero.
 * @see Wilcoxon 1945, doi:10.2307/3001968
 */
export function wilcoxonSignedRank(differences: readonly number[]): Defined<WilcoxonResult> {
  const rounded = differences.map((difference) => Math.round(difference * 1e12) / 1e12);
  const kept = rounded.filter((difference) => difference !== 0);
  if (kept.length === 0) return { undefined: 'no difference other than zero' };
  const { ranks, groups } = midranks(kept.map(Math.abs));
  const wPlus = kept.reduce((sum, difference, index) => sum + (difference > 0 ? (ranks[index] ?? 0) : 0), 0);
  const n = kept.length;
  const zeros = differences.length - n;
  const wMinus = (n * (n + 1)) / 2 - wPlus;
  const exact = n <= EXACT_UP_TO && zeros === 0 && groups.every((size) => size === 1);
  const tails = exact ? exactTails(n, wPlus, wMinus) : normalTails(n, wPlus, groups);
  return { value: { n, zeros, wPlus, wMinus, ...tails } };
}

type Tails = Pick<WilcoxonResult, 'method' | 'z' | 'p' | 'pGreater'>;

function exactTails(n: number, wPlus: number, wMinus: number): Tails {
  const atMost = (limit: number): number => subsetsWithSumAtMost(n, limit) / 2 ** n;
  const p = Math.min(1, 2 * atMost(Math.min(wPlus, wMinus)));
  // By symmetry, W+ at least its value is as likely as W- at most its own.
  return { method: 'exact', z: null, p, pGreater: atMost(wMinus) };
}

/** Number of subsets of {1..n} whose sum is at most `limit`. */
function subsetsWithSumAtMost(n: number, limit: number): number {
  const ways = new Float64Array(limit + 1);
  ways[0] = 1;
  for (let item = 1; item <= n; item += 1) {
    for (let sum = limit; sum >= item; sum -= 1) ways[sum] = (ways[sum] ?? 0) + (ways[sum - item] ?? 0);
  }
  return ways.reduce((total, count) => total + count, 0);
}

function normalTails(n: number, wPlus: number, groups: readonly number[]): Tails {
  const ties = groups.reduce((sum, size) => sum + size ** 3 - size, 0);
  const variance = (n * (n + 1) * (2 * n + 1) - ties / 2) / 24;
  const z = (wPlus - (n * (n + 1)) / 4) / Math.sqrt(variance);
  return { method: 'normal', z, p: Math.min(1, 2 * normalTail(Math.abs(z))), pGreater: normalTail(z) };
}
