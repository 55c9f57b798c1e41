import type { Defined } from '../errors.ts';

export interface LossDynamics {
  readonly mean: number;
  /** First epoch at which nine tenths of the whole fall are done. */
  readonly e90: number;
  /** First epoch of each plateau that is left by a fall. */
  readonly plateaus: readonly number[];
}

const SMOOTHING_EPOCHS = 5;
const PLATEAU_EPOCHS = 10;
const PLATEAU_CHANGE = 1e-3;
const FALL_SHARE = 0.02;

/**
 * Summary of a loss curve.
 * @param losses one an epoch.
 * @returns undefined without epochs.
 * @see method.md 5.8
 */
export function lossDynamics(losses: readonly number[]): Defined<LossDynamics> {
  const first = losses[0];
  if (first === undefined) return { undefined: 'no epochs' };
  const fall = first - Math.min(...losses);
  return {
    value: {
      mean: losses.reduce((sum, loss) => sum + loss, 0) / losses.length,
      e90: losses.findIndex((loss) => first - loss >= 0.9 * fall),
      plateaus: plateaus(losses, FALL_SHARE * first),
    },
  };
}

/** Runs of at least ten epochs in which the 5-epoch mean hardly moves, each followed by a fall of at least `fall`. */
function plateaus(losses: readonly number[], fall: number): number[] {
  const smooth = losses
    .slice(SMOOTHING_EPOCHS - 1)
    .map(
      (_, index) =>
        losses.slice(index, index + SMOOTHING_EPOCHS).reduce((sum, loss) => sum + loss, 0) / SMOOTHING_EPOCHS,
    );
  const still = (index: number): boolean => {
    const [before = 0, after = 0] = smooth.slice(index - 1, index + 1);
    return Math.abs(after - before) < PLATEAU_CHANGE * Math.abs(before);
  };
  const found: number[] = [];
  let start = 0;
  for (let index = 1; index < smooth.length; index += 1) {
    if (still(index)) continue;
    const level = smooth[index - 1] ?? 0;
    const falls = smooth.slice(index).some((later) => level - later >= fall);
    if (index - 1 - start >= PLATEAU_EPOCHS && falls) found.push(start + SMOOTHING_EPOCHS - 1);
    start = index;
  }
  return found;
}
