import { patternOf } from '../substitution/source-table.ts';

/** Encounters whose subsets are scored together. */
export interface CoalitionGroup {
  readonly rows: Int32Array;
  /** Numbers of the modalities, ascending, that are usable in any of them: only their subsets are scored. */
  readonly cover: readonly number[];
}

/** Below this many rows the engine's calls take longer than its sums: what is so rare is scored together. */
const FEW_ROWS = 16;

/**
 * Parts encounters by what is usable of them. Each modality that they lack halves the subsets that differ, so a record
 * with four of six takes a quarter of the work. Encounters without anything are in no group.
 * @param usable `[n, modalities]`, 0 or 1.
 */
export function coalitionGroups(usable: Uint8Array, modalities: number): CoalitionGroup[] {
  const rows = Array.from({ length: usable.length / modalities }, (_, row) => row);
  const byPattern = Map.groupBy(rows, (row) => patternOf(usable, row, modalities));
  byPattern.delete(0);
  const rare = [...byPattern].filter(([, { length }]) => length < FEW_ROWS);
  for (const [pattern] of rare) byPattern.delete(pattern);
  const together = rare.flatMap(([, found]) => found).sort((a, b) => a - b);
  const either = rare.reduce((all, [pattern]) => all | pattern, 0);
  if (either !== 0) byPattern.set(either, [...(byPattern.get(either) ?? []), ...together]);
  return [...byPattern].map(([pattern, found]) => ({
    rows: Int32Array.from(found),
    cover: Array.from({ length: modalities }, (_, m) => m).filter((m) => (pattern >> m) & 1),
  }));
}

/** The subsets of some modalities as bitmasks over all of them, the empty one first. */
export function subsetsOf(cover: readonly number[]): number[] {
  return Array.from({ length: 2 ** cover.length }, (_, subset) =>
    cover.reduce((mask, m, bit) => mask | (((subset >> bit) & 1) << m), 0),
  );
}
