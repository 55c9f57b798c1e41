/** Memory of the stop rule between blocks: JSON-able, part of a checkpoint. */
export interface StopState {
  /** Lowest validation loss at the end of a semantic block so far; `null` before the first. */
  readonly best: number | null;
  /** Blocks in a row that did not improve on it. */
  readonly failures: number;
  readonly stopped: boolean;
}

export const INITIAL_STOP_STATE: StopState = { best: null, failures: 0, stopped: false };

const RELATIVE_IMPROVEMENT = 1e-3;
const BLOCKS = 2;

/**
 * "The adversarial updates are continued until the final multimodal prediction loss decreases", read as: while it
 * still decreases. Two blocks running without a fall of a thousandth below the best end the adversary for good.
 * @param loss validation `L_sem` at the end of a semantic block.
 */
export function judgeBlock(state: StopState, loss: number): StopState {
  const { best, stopped } = state;
  const improved = best === null || loss <= best * (1 - RELATIVE_IMPROVEMENT);
  const failures = improved ? 0 : state.failures + 1;
  return {
    best: best === null ? loss : Math.min(best, loss),
    failures,
    stopped: stopped || failures >= BLOCKS,
  };
}
