import { requireSameLength, type Counts } from './metric.ts';

/** Positives and negatives of each distinct score, ascending by score, each row counted as often as drawn. */
export interface ScoreGroups {
  readonly positives: Float64Array;
  readonly negatives: Float64Array;
}

/**
 * Sorts rows by score once and returns a function that gives the groups of equal scores for any draw.
 * A group of which nothing was drawn stays, with zeros.
 * @param labels 0/1, shape `[numRows]`.
 * @param scores any real numbers, same shape.
 * @throws {ModelError} `shape` when the lengths differ.
 */
export function rankedGroups(
  labels: ArrayLike<number>,
  scores: ArrayLike<number>,
): (counts?: Counts) => ScoreGroups {
  requireSameLength(labels, scores, 'scores');
  const values = Float64Array.from(scores);
  const distinct = values
    .toSorted()
    .filter((value, rank, sorted) => rank === 0 || value !== sorted[rank - 1]);
  const groupOf = Int32Array.from(values, (value) => lowerBound(distinct, value));

  return (counts) => {
    const positives = new Float64Array(distinct.length);
    const negatives = new Float64Array(distinct.length);
    for (let row = 0; row < groupOf.length; row += 1) {
      const side = labels[row] === 1 ? positives : negatives;
      const group = groupOf[row] ?? 0;
      side[group] = (side[group] ?? 0) + (counts?.[row] ?? 1);
    }
    return { positives, negatives };
  };
}

/** Index of the first entry of ascending `sorted` that is at least `value`. */
function lowerBound(sorted: Float64Array, value: number): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((sorted[middle] ?? 0) < value) low = middle + 1;
    else high = middle;
  }
  return low;
}
