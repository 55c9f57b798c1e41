import type { Interval } from '../statistics/wilson.ts';

/** Whether a modality has signal of its own. */
export const STANDINGS = ['alive', 'dead', 'notAssessed'] as const;
export type Standing = (typeof STANDINGS)[number];

const CHANCE = 0.5;
const DEAD_BELOW = 0.6;
const WIDEST_ASSESSED = 0.1;
const COLLAPSED_SHARE = 0.25;

/**
 * Dead: the 95 % interval of the modality's own AUROC includes one half and ends below .60. An interval wider than
 * .10 says too little.
 * @param interval `null` = the AUROC is undefined.
 * @see method.md 0
 */
export function modalityStanding(interval: Interval | null): Standing {
  if (interval === null) return 'notAssessed';
  const [low, high] = interval;
  if (high - low > WIDEST_ASSESSED) return 'notAssessed';
  return low <= CHANCE && CHANCE <= high && high < DEAD_BELOW ? 'dead' : 'alive';
}

export interface ModalityReliance {
  /** Validation AUROC alone; `null` = undefined. */
  readonly strength: number | null;
  /** AUROC of the full model minus AUROC with the modality masked; `null` = undefined. */
  readonly reliance: number | null;
  readonly standing: Standing;
}

/**
 * The modality that the model has eliminated: of those with signal of their own the one with the smallest reliance, if
 * that is below a quarter of what it could give alone. Where too little is known to call a modality dead or alive,
 * nothing is said of it.
 * @returns its index, or `null` when none is collapsed.
 * @see method.md 0
 */
export function collapsedModality(modalities: readonly ModalityReliance[]): number | null {
  const assessed = modalities.flatMap(({ strength, reliance, standing }, index) =>
    strength === null || reliance === null || standing !== 'alive' ? [] : [{ index, strength, reliance }],
  );
  const [least] = assessed.sort((a, b) => a.reliance - b.reliance);
  if (least === undefined) return null;
  return least.reliance < COLLAPSED_SHARE * (least.strength - CHANCE) ? least.index : null;
}
