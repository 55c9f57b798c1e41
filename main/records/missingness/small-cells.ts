/** Counts of fewer people than this are not shown, unless another limit is set. */
export const SMALLEST_CELL = 11;

/** A count, or `null` where it is not shown. */
export type Cell = number | null;

/**
 * Hides small counts of a table whose sums of rows and columns are known, and as many others as it takes that none of
 * them follows by subtraction. A zero is shown: it says of nobody that they are there.
 * @param table rows of equal length.
 * @param kept the column whose counts are hidden only where no others can be.
 */
export function hideSmallCells(
  table: readonly (readonly number[])[],
  { kept, smallest = SMALLEST_CELL }: { readonly kept?: number; readonly smallest?: number } = {},
): Cell[][] {
  const isSmall = (count: number): boolean => count > 0 && count < smallest;
  const cells: Cell[][] = table.map((row) => row.map((count) => (isSmall(count) ? null : count)));
  const rows = cells.map((_, i) => (cells[i] ?? []).map((__, j): Place => [i, j]));
  const columns = (cells[0] ?? []).map((_, j) => cells.map((__, i): Place => [i, j]));
  const lines = [...rows, ...columns];
  while (lines.some((line) => hideAnother(cells, line, kept))) {
    // Each one that is hidden may leave another alone in its row or column.
  }
  return cells;
}

/** The same of counts that sum to a known total. */
export function hideSmallParts(counts: readonly number[], smallest?: number): Cell[] {
  return hideSmallCells([counts], smallest === undefined ? {} : { smallest })[0] ?? [];
}

type Place = readonly [row: number, column: number];

/** Where one count of a line is hidden alone, the smallest of the others goes with it. @returns whether one did. */
function hideAnother(cells: Cell[][], line: readonly Place[], kept: number | undefined): boolean {
  const at = ([i, j]: Place): Cell => cells[i]?.[j] ?? null;
  if (line.filter((place) => at(place) === null).length !== 1) return false;
  const others = line.filter((place) => (at(place) ?? 0) > 0);
  const isKept = ([, column]: Place): number => Number(column === kept);
  const [smallest] = others.sort((a, b) => isKept(a) - isKept(b) || (at(a) ?? 0) - (at(b) ?? 0));
  if (smallest === undefined) return false;
  const [i, j] = smallest;
  const row = cells[i];
  if (row !== undefined) row[j] = null;
  return true;
}
