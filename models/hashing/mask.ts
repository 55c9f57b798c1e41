import type { ModalityName } from '../modalities/modality.ts';
import { hashUniform } from './uniform.ts';

export interface MaskRequest {
  readonly seed: number;
  readonly encounter: string;
  /** The modalities that are present as recorded; only these can be masked. */
  readonly present: readonly ModalityName[];
  /** Share of modalities to mask, in [0, 1]; 0 leaves the record as it is. */
  readonly rate: number;
}

export interface Mask {
  /** The modalities still in use, in the order given. */
  readonly kept: readonly ModalityName[];
  /** The one that came back because nothing else was left, to be counted; else `null`. */
  readonly restored: ModalityName | null;
}

/** The number in [0, 1) that decides whether a modality of an encounter is masked: SHA-256(`seed:encounter:modality`). */
export function maskUniform(seed: number, encounter: string, modality: ModalityName): number {
  return hashUniform(`${seed}:${encounter}:${modality}`);
}

/**
 * Masks a modality where its number lies below the rate. So masks are nested over rates (what a higher rate keeps, a
 * lower one keeps too) and depend on neither order, method nor database. If nothing were left, the present modality
 * with the largest number stays.
 */
export function maskModalities({ seed, encounter, present, rate }: MaskRequest): Mask {
  const numbers = present.map((modality) => maskUniform(seed, encounter, modality));
  const kept = present.filter((_, i) => (numbers[i] ?? 0) >= rate);
  if (kept.length > 0 || present.length === 0) return { kept, restored: null };
  const restored = present[numbers.indexOf(Math.max(...numbers))] ?? null;
  return { kept: restored === null ? [] : [restored], restored };
}
