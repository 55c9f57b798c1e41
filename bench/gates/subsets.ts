import { MODALITIES, type ModalityName } from '../../models/modalities/modality.ts';
import { subsetOf } from '../../main/synthetic/oracle/subsets.ts';

/** Bit i of a subset is the i-th of the six modalities; a model may have fewer, then its bits are others. */
export { ALL_MODALITIES, modalityBit, NUM_SUBSETS } from '../../main/synthetic/oracle/subsets.ts';

/** A subset of the six as the bitmask of a model that has only some of them. */
export function toModelMask(modalities: readonly ModalityName[], subset: number): number {
  return modalities.reduce(
    (mask, modality, bit) => ((subset & subsetOf([modality])) === 0 ? mask : mask | (1 << bit)),
    0,
  );
}

/** What is used of each encounter, as subsets of the six. @param used row-major `[n, numModalities]` of the model. */
export function toSubsets(modalities: readonly ModalityName[], used: Uint8Array): Uint8Array {
  const width = modalities.length;
  return Uint8Array.from({ length: used.length / width }, (_, row) =>
    subsetOf(modalities.filter((_modality, column) => used[row * width + column] === 1)),
  );
}

/** The names in a subset, joined by `+`. */
export function nameSubset(subset: number): string {
  return MODALITIES.filter((modality) => (subset & subsetOf([modality])) !== 0).join('+');
}
