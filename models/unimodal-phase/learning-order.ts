import { isDefined } from '../metrics/metric.ts';
import { correlation, type Moments, norm, remaining, solution } from './moments.ts';

/** When a modality is learned, in units of `tau ln(1/u0)`. */
export interface LearnedAt {
  readonly modality: number;
  readonly time: number;
}

/** A modality that explains less than this share of its own correlation is redundant given those learned before. */
const REDUNDANT = 1e-3;

/**
 * In which order two-layer late fusion learns its modalities under plain gradient descent, and when. A modality that is
 * redundant given those before it is never learned and not in the list.
 * @see method.md 8.7; for two modalities Zhang, Latham, Saxe 2024, eq. 9
 */
export function learningOrder(moments: Moments): readonly LearnedAt[] {
  const distances = moments.widths.map(() => 1);
  const order: LearnedAt[] = [];
  const own = moments.widths.map((_, m) => norm(correlation(moments, m)));
  let time = 0;
  for (;;) {
    const speeds = speedsAfter(
      moments,
      order.map(({ modality }) => modality),
    );
    const waits = speeds.map((speed, m) =>
      speed === null || speed <= REDUNDANT * (own[m] ?? 0) ? Infinity : (distances[m] ?? 0) / speed,
    );
    const wait = Math.min(...waits);
    if (!Number.isFinite(wait)) return order;
    time += wait;
    speeds.forEach((speed, m) => {
      distances[m] = (distances[m] ?? 0) - (speed ?? 0) * wait;
    });
    order.push({ modality: waits.indexOf(wait), time });
  }
}

/** `|S_ym - W_Q S_Qm|` of the modalities that are not learned; `null` for the others, and where there is no `W_Q`. */
function speedsAfter(moments: Moments, subset: readonly number[]): (number | null)[] {
  const learned = subset.length === 0 ? { value: new Float64Array(0) } : solution(moments, subset);
  return moments.widths.map((_, m) => {
    if (subset.includes(m) || !isDefined(learned)) return null;
    return norm(remaining(moments, { subset, learned: learned.value }, m));
  });
}
