export interface Midranks {
  /** Rank of each value, 1-based, ties sharing the mean of their ranks. */
  readonly ranks: Float64Array;
  /** Size of each group of equal values, ascending by value. */
  readonly groups: readonly number[];
}

/** Ranks with ties sharing their mean rank. */
export function midranks(values: ArrayLike<number>): Midranks {
  const order = Array.from({ length: values.length }, (_, index) => index);
  order.sort((a, b) => (values[a] ?? 0) - (values[b] ?? 0));
  const ranks = new Float64Array(values.length);
  const groups: number[] = [];
  let start = 0;
  while (start < order.length) {
    const value = values[order[start] ?? 0];
    let end = start;
    while (end < order.length && values[order[end] ?? 0] === value) end += 1;
    // The ranks start+1 .. end have this mean.
    for (const index of order.slice(start, end)) ranks[index] = (start + 1 + end) / 2;
    groups.push(end - start);
    start = end;
  }
  return { ranks, groups };
}
