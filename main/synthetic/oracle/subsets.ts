import { MODALITIES, type ModalityName, type PerModality } from '../../../models/modalities/modality.ts';

export const NUM_SUBSETS = 2 ** MODALITIES.length;

/** Bit `i` of a subset is the `i`-th of the six modalities in their fixed order. */
export function subsetOf(names: readonly ModalityName[]): number {
  return names.reduce((subset, name) => subset | modalityBit(name), 0);
}

/** All six modalities. */
export const ALL_MODALITIES = NUM_SUBSETS - 1;

export function modalityBit(name: ModalityName): number {
  return 1 << MODALITIES.indexOf(name);
}

/** The subset of what is present. */
export function presentSubset(present: PerModality<boolean>): number {
  return subsetOf(MODALITIES.filter((name) => present[name]));
}
