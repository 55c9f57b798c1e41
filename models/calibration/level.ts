import { sigmoid } from '../statistics/sigmoid.ts';

const WIDEST_SHIFT = 40;
const HALVINGS = 60;

/**
 * Shift of the logit at which the mean probability is the given rate.
 * @param logits at least one.
 * @param rate above 0 and below 1.
 */
export function levelOf(logits: ArrayLike<number>, rate: number): number {
  const total = rate * logits.length;
  let [low, high] = [-WIDEST_SHIFT, WIDEST_SHIFT];
  for (let halving = 0; halving < HALVINGS; halving += 1) {
    const middle = (low + high) / 2;
    let sum = 0;
    for (let row = 0; row < logits.length; row += 1) sum += sigmoid((logits[row] ?? 0) + middle);
    if (sum < total) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}
