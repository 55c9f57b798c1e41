import type { SparseMatrix } from '../features/sparse-matrix.ts';

/** What one column of features says of the label by itself. */
export interface SingleFeature {
  readonly column: number;
  /** Rows that have an entry. */
  readonly rows: number;
  readonly positives: number;
  /** Chance that it ranks a positive row before a negative one, in whichever direction it tells more. */
  readonly auroc: number;
}

interface Classes {
  readonly positives: number;
  readonly negatives: number;
}

/**
 * AUROC of every column alone, a row without an entry counting as 0, as a network reads it.
 * @param labels 0/1, one a row.
 * @returns one a column that has an entry; .5 where a class is missing.
 * @see Hanley & McNeil 1982, doi:10.1148/radiology.143.1.7063747
 */
export function singleFeatures(matrix: SparseMatrix, labels: ArrayLike<number>): SingleFeature[] {
  const total = classesOf(Array.from({ length: matrix.rows }, (_, row) => Number(labels[row] === 1)));
  return columnsOf(matrix, labels).flatMap((entries, column): SingleFeature[] => {
    if (entries.length === 0) return [];
    entries.sort();
    const auroc = aurocOf(entries, total);
    const { positives } = classesOf(entries);
    return [{ column, rows: entries.length, positives, auroc: Math.max(auroc, 1 - auroc) }];
  });
}

/** The entries of each column as numbers that sort by value: twice the rank of the value, and 1 more where positive. */
function columnsOf({ columns, rows, indptr, indices, values }: SparseMatrix, labels: ArrayLike<number>) {
  const sizes = new Int32Array(columns);
  for (const column of indices) sizes[column] = (sizes[column] ?? 0) + 1;
  const entries = Array.from(sizes, (size) => new Float64Array(size));
  const used = new Int32Array(columns);
  for (let row = 0; row < rows; row += 1) {
    for (let at = indptr[row] ?? 0; at < (indptr[row + 1] ?? 0); at += 1) {
      const column = indices[at] ?? 0;
      const place = used[column] ?? 0;
      const own = entries[column];
      if (own !== undefined) own[place] = 2 * rankOf(values[at] ?? 0) + Number(labels[row] === 1);
      used[column] = place + 1;
    }
  }
  return entries;
}

const FLOAT = new Float32Array(1);
const BITS = new Uint32Array(FLOAT.buffer);
const SIGN = 2 ** 31;

/** A whole number that orders as the float32 value does. */
function rankOf(value: number): number {
  // Of the two zeros there is one.
  FLOAT[0] = value + 0;
  const bits = BITS[0] ?? 0;
  return bits < SIGN ? bits + SIGN : 2 ** 32 - 1 - bits;
}

const ZERO = rankOf(0);

/** Share of pairs in which the positive row has the larger value, a tie counting one half. */
function aurocOf(sorted: Float64Array, total: Classes): number {
  if (total.positives === 0 || total.negatives === 0) return 0.5;
  const having = classesOf(sorted);
  const zeros = {
    positives: total.positives - having.positives,
    negatives: total.negatives - having.negatives,
  };
  let pairsWon = 0;
  let negativesBelow = 0;
  const add = ({ positives, negatives }: Classes): void => {
    pairsWon += positives * (negativesBelow + negatives / 2);
    negativesBelow += negatives;
  };
  let zerosAdded = false;
  for (const { rank, positives, negatives } of groupsOf(sorted)) {
    if (!zerosAdded && rank > ZERO) add(zeros);
    zerosAdded ||= rank >= ZERO;
    add(
      rank === ZERO
        ? { positives: positives + zeros.positives, negatives: negatives + zeros.negatives }
        : { positives, negatives },
    );
  }
  if (!zerosAdded) add(zeros);
  return pairsWon / (total.positives * total.negatives);
}

/** Entries of one value together, from the smallest value up. */
function* groupsOf(sorted: Float64Array): Generator<Classes & { readonly rank: number }> {
  let start = 0;
  while (start < sorted.length) {
    const rank = Math.floor((sorted[start] ?? 0) / 2);
    let end = start;
    while (end < sorted.length && Math.floor((sorted[end] ?? 0) / 2) === rank) end += 1;
    yield { rank, ...classesOf(sorted.subarray(start, end)) };
    start = end;
  }
}

/** @param entries odd where positive. */
function classesOf(entries: ArrayLike<number>): Classes {
  let positives = 0;
  for (let i = 0; i < entries.length; i += 1) positives += (entries[i] ?? 0) % 2;
  return { positives, negatives: entries.length - positives };
}
