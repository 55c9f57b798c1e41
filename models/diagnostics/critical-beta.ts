import { type Defined, ModelError } from '../errors.ts';

/** Rank of the fused representation against the up-weighting `beta` of the collapsed modality. */
export interface CriticalBeta {
  /** First `beta` whose rank lies below the unimodal one; undefined when none does. */
  readonly below: Defined<number>;
  /** The interval of `beta` over which the rank falls most. */
  readonly largestDrop: readonly [from: number, to: number];
}

/**
 * @param betas ascending, at least two.
 * @param ranks one a beta.
 * @param unimodal rank of the representation of the collapsed modality's encoder alone.
 * @throws {ModelError} `shape` when there is not one rank a beta, or fewer than two.
 * @see Chaudhuri et al. 2025, Fig. 5 and Table 11; method.md 5.2
 */
export function criticalBeta(
  betas: readonly number[],
  ranks: readonly number[],
  unimodal: number,
): CriticalBeta {
  if (betas.length !== ranks.length || betas.length < 2) {
    throw new ModelError('shape', `expected one rank for each of two betas or more, got ${ranks.length}`);
  }
  const below = betas.find((_, index) => (ranks[index] ?? 0) < unimodal);
  const drops = betas.slice(1).map((to, index) => ({
    from: betas[index] ?? 0,
    to,
    drop: (ranks[index] ?? 0) - (ranks[index + 1] ?? 0),
  }));
  const largest = drops.reduce((most, next) => (next.drop > most.drop ? next : most));
  return {
    below: below === undefined ? { undefined: 'never below the unimodal rank' } : { value: below },
    largestDrop: [largest.from, largest.to],
  };
}
