/** A stage of successive halving: how many trials go into it, and up to which share of their epochs. */
export interface Rung {
  readonly trials: number;
  readonly share: number;
}

/** Fewer epochs than these say nothing about a trial. */
const FEWEST_EPOCHS = 2;

/**
 * Successive halving: all trials are trained for a part of their epochs; the best part of them goes on, until the last
 * rung trains what is left to the end. `trials` falls and `share` rises by `reduction` from rung to rung.
 * @param epochs of a whole training, by which the first rung is kept from being too short.
 * @see Jamieson and Talwalkar 2016; Li et al. 2018 (Hyperband), one bracket
 */
export function planRungs(trials: number, epochs: number, reduction: number): readonly Rung[] {
  const steps = (factor: number): number => Math.floor(Math.log(factor) / Math.log(reduction) + 1e-9);
  const last = Math.max(0, Math.min(steps(trials), steps(epochs / FEWEST_EPOCHS)));
  return Array.from({ length: last + 1 }, (_, rung) => ({
    trials: Math.max(1, Math.floor(trials / reduction ** rung)),
    share: reduction ** (rung - last),
  }));
}

/** Epochs that a trial has been trained for at the end of a rung. */
export function epochsAt({ share }: Rung, epochs: number): number {
  return Math.max(1, Math.min(epochs, Math.round(epochs * share)));
}
