import type { Defined } from '../errors.ts';
import { type Milestone, simulateLearning, type Simulation } from './linear-network.ts';
import type { Moments } from './moments.ts';
import { isRedundant, type PhasePair } from './pair.ts';

/**
 * `t_B / t_A` of a simulated linear network, beside what the formulas say of it.
 * @returns undefined where the second modality is redundant, or is not learned within the steps.
 * @see method.md 8.6
 */
export function simulatedRatio(
  moments: Moments,
  pair: PhasePair,
  network: Omit<Simulation, 'milestones'>,
): Defined<number> {
  if (isRedundant(pair)) return { undefined: 'the second modality is redundant given the first' };
  const [ofFirst, ofSecond] = pair.explained;
  const first: Milestone = { explained: ofFirst, plateau: pair.local };
  const second: Milestone = { explained: ofSecond, plateau: pair.finalSecond };
  const milestones = pair.first === 0 ? [first, second] : [second, first];
  const times = simulateLearning(moments, { ...network, milestones });
  const [early, late] = [times[pair.first], times[pair.second]];
  if (early === undefined || late === undefined) return { undefined: 'not simulated' };
  if ('undefined' in early) return early;
  if ('undefined' in late) return late;
  return early.value === 0
    ? { undefined: 'the first modality starts beyond half of its plateau' }
    : { value: late.value / early.value };
}
