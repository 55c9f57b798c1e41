import { maskModalities } from '../hashing/mask.ts';
import type { Predictor } from './predictor.ts';
import type { VectorizedEncounters } from '../training/dataset.ts';

export interface RandomMask {
  /** Share of modalities to mask, in [0, 1]; 0 = as recorded. */
  readonly rate: number;
  readonly seed: number;
}

/** What a mask leaves in use. */
export interface MaskedUse {
  /** Row-major `[n, numModalities]`. */
  readonly used: Uint8Array;
  /** Encounters that lost everything and got one modality back. */
  readonly restored: number;
}

/**
 * Masks what is usable of each encounter at random. The mask depends on the encounter's id alone, not on the model, so
 * that methods can be paired (contract.md 2).
 */
export function maskUse(
  predictor: Predictor,
  vectors: VectorizedEncounters,
  { rate, seed }: RandomMask,
): MaskedUse {
  const used = predictor.usable(vectors);
  if (rate === 0) return { used, restored: 0 };
  const { modalities } = predictor.model;
  let restored = 0;
  vectors.encounters.forEach((encounter, row) => {
    const own = used.subarray(row * modalities.length, (row + 1) * modalities.length);
    const present = modalities.filter((_, column) => own[column] === 1);
    const mask = maskModalities({ seed, encounter, present, rate });
    if (mask.restored !== null) restored += 1;
    modalities.forEach((modality, column) => {
      if (!mask.kept.includes(modality)) own[column] = 0;
    });
  });
  return { used, restored };
}
