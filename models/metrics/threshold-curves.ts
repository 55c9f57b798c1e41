import type { Defined } from '../errors.ts';
import { rankedGroups } from './ranked-groups.ts';

/** One threshold of a score: what is flagged at or above it. */
export interface RocPoint {
  readonly falsePositiveRate: number;
  readonly truePositiveRate: number;
}

export interface PrecisionRecallPoint {
  readonly recall: number;
  readonly precision: number;
}

/** Two points of a drawn curve are at least this far apart along one of the axes. */
const APART = 1 / 150;

/**
 * The receiver operating characteristic from (0, 0) to (1, 1), thresholds descending; tied scores enter together.
 * Points that no drawing could tell apart are left out.
 * @param labels 0/1, shape `[numRows]`.
 * @param scores logits or probabilities, same shape.
 * @returns undefined when only one class is there.
 * @throws {ModelError} `shape` when the lengths differ.
 */
export function rocCurve(labels: ArrayLike<number>, scores: ArrayLike<number>): Defined<RocPoint[]> {
  const flagged = flaggedCounts(labels, scores);
  const all = flagged.at(-1) ?? { positives: 0, negatives: 0 };
  if (all.positives === 0) return { undefined: 'no positive label' };
  if (all.negatives === 0) return { undefined: 'no negative label' };
  const points = [{ positives: 0, negatives: 0 }, ...flagged].map(({ positives, negatives }): RocPoint => ({
    falsePositiveRate: negatives / all.negatives,
    truePositiveRate: positives / all.positives,
  }));
  return {
    value: thinned(points, ({ falsePositiveRate, truePositiveRate }) => [
      falsePositiveRate,
      truePositiveRate,
    ]),
  };
}

/**
 * Precision against recall, thresholds descending; tied scores enter together. Points that no drawing could tell
 * apart are left out.
 * @returns undefined when no positive is there.
 * @throws {ModelError} `shape` when the lengths differ.
 * @see Davis & Goadrich 2006, doi:10.1145/1143844.1143874
 */
export function precisionRecallCurve(
  labels: ArrayLike<number>,
  scores: ArrayLike<number>,
): Defined<PrecisionRecallPoint[]> {
  const flagged = flaggedCounts(labels, scores);
  const all = flagged.at(-1)?.positives ?? 0;
  if (all === 0) return { undefined: 'no positive label' };
  const points = flagged.map(({ positives, negatives }): PrecisionRecallPoint => ({
    recall: positives / all,
    precision: positives / (positives + negatives),
  }));
  return { value: thinned(points, ({ recall, precision }) => [recall, precision]) };
}

interface Flagged {
  readonly positives: number;
  readonly negatives: number;
}

/** How many positives and negatives lie at or above each distinct score, the highest score first. */
function flaggedCounts(labels: ArrayLike<number>, scores: ArrayLike<number>): Flagged[] {
  const groups = rankedGroups(labels, scores)();
  const counts: Flagged[] = [];
  let [positives, negatives] = [0, 0];
  for (let group = groups.positives.length - 1; group >= 0; group -= 1) {
    positives += groups.positives[group] ?? 0;
    negatives += groups.negatives[group] ?? 0;
    counts.push({ positives, negatives });
  }
  return counts;
}

/** The first and last point, and those between that lie apart from the one kept before. */
function thinned<Point>(
  points: readonly Point[],
  placeOf: (point: Point) => readonly [number, number],
): Point[] {
  const kept: Point[] = [];
  let last: readonly [number, number] | null = null;
  points.forEach((point, index) => {
    const [x, y] = placeOf(point);
    const isApart = last === null || Math.max(Math.abs(x - last[0]), Math.abs(y - last[1])) >= APART;
    if (!isApart && index < points.length - 1) return;
    kept.push(point);
    last = [x, y];
  });
  return kept;
}
