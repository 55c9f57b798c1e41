import { requireSameLength, type Counts } from './metric.ts';

/** One bin of a reliability diagram. */
export interface ReliabilityBin {
  readonly n: number;
  readonly meanProbability: number;
  readonly observedRate: number;
}

/** Which bin each row falls into, 0-based, and how many there are. */
export interface Binning {
  readonly binOf: Int32Array;
  readonly bins: number;
}

/** Bins of equal width over [0, 1]; the small guard keeps 0.3 * 10 and its like in the bin they belong to. */
export function equalWidthBins(probabilities: ArrayLike<number>, bins: number): Binning {
  const bin = (p: number): number => Math.min(Math.floor(p * bins + 1e-12), bins - 1);
  return { binOf: Int32Array.from(probabilities, bin), bins };
}

/**
 * Bins of about equal numbers of rows. Lower edges are the distinct values at ranks `floor(k N / bins)`, so tied
 * probabilities stay together and many ties give fewer bins.
 */
export function equalMassBins(
  probabilities: ArrayLike<number>,
  bins: number,
): Binning & { readonly edges: readonly number[] } {
  const sorted = Float64Array.from(probabilities).sort();
  const edges: number[] = [];
  for (let k = 1; k < bins; k += 1) {
    const edge = sorted[Math.floor((k * sorted.length) / bins)];
    if (edge !== undefined && edge !== edges.at(-1)) edges.push(edge);
  }
  const bin = (p: number): number => edges.filter((edge) => edge <= p).length;
  return { binOf: Int32Array.from(probabilities, bin), bins: edges.length + 1, edges };
}

/**
 * Mean probability and observed rate of each bin that holds anything.
 * @param labels 0/1, shape `[numRows]`.
 * @param probabilities in [0, 1], same shape.
 * @throws {ModelError} `shape` when the lengths differ.
 */
export function reliability(
  labels: ArrayLike<number>,
  probabilities: ArrayLike<number>,
  binning: Binning,
  counts?: Counts,
): ReliabilityBin[] {
  requireSameLength(labels, probabilities, 'probabilities');
  const sums = Array.from({ length: binning.bins }, () => ({ n: 0, probability: 0, events: 0 }));
  binning.binOf.forEach((bin, row) => {
    const sum = sums[bin];
    const count = counts?.[row] ?? 1;
    if (sum === undefined || count === 0) return;
    sum.n += count;
    sum.probability += count * (probabilities[row] ?? 0);
    sum.events += count * (labels[row] ?? 0);
  });
  return sums
    .filter((sum) => sum.n > 0)
    .map(({ n, probability, events }) => ({ n, meanProbability: probability / n, observedRate: events / n }));
}
