import { SPLITS, type SplitName } from '../training/dataset.ts';
import { hashUniform } from './uniform.ts';

/** Share of the patients in each split; the shares sum to 1. */
export const SPLIT_SHARES: Readonly<Record<SplitName, number>> = {
  train: 0.6,
  validation: 0.1,
  calibration: 0.1,
  test: 0.2,
};

/** A patient as the split sees it: nothing but names, so that adding patients moves nobody. */
export interface SplitKey {
  readonly seed: number;
  /** Kind of the source, the same whenever the same patients are read again. */
  readonly source: string;
  readonly patient: string;
}

/** The split of a patient: 60 / 10 / 10 / 20 by the first 8 bytes of SHA-256(`seed:source:patient`). */
export function splitOf(key: SplitKey): SplitName {
  return splitAt(uniformOf(key));
}

/** The split of a patient who is not of the test, which something else decides: 75 / 12.5 / 12.5. */
export function developmentSplitOf(key: SplitKey): Exclude<SplitName, 'test'> {
  const split = splitAt(uniformOf(key) * (1 - SPLIT_SHARES.test));
  return split === 'test' ? 'calibration' : split;
}

/** Whether something else than a patient, e.g. a hospital, is of the fifth that is held out for the test. */
export function isHeldOut(key: SplitKey): boolean {
  return splitOf(key) === 'test';
}

function uniformOf({ seed, source, patient }: SplitKey): number {
  return hashUniform(`${seed}:${source}:${patient}`);
}

/** @param u in [0, 1). */
function splitAt(u: number): SplitName {
  let upper = 0;
  for (const split of SPLITS) {
    upper += SPLIT_SHARES[split];
    if (u < upper) return split;
  }
  return 'test';
}
