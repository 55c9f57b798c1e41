import type { RandomStream } from '../../../models/random/random-stream.ts';
import { factor } from './factors.ts';
import { NUM_LAB_ITEMS, NUM_LAB_NUISANCES, type Structure } from './structure.ts';

/** A: which items follow which factor, and by how much. */
export const LAB_LOADINGS = [
  { factor: 4, items: [0, 1, 2, 3], loading: 1.3 },
  { factor: 3, items: [4, 5, 6], loading: 1 },
  { factor: 5, items: [7, 8, 9, 10, 11], loading: 1.5 },
] as const;

/** A s: the standardised results that the factors alone would give, shape `[30]`. */
export function labSignal(state: number): Float64Array {
  const signal = new Float64Array(NUM_LAB_ITEMS);
  for (const { factor: k, items, loading } of LAB_LOADINGS) {
    for (const item of items) signal[item] = loading * factor(state, k);
  }
  return signal;
}

/** x = A s + B z + e: the standardised result of each item, shape `[30]`. */
export function drawLabs(random: RandomStream, state: number, { labNuisance }: Structure): Float64Array {
  const results = labSignal(state);
  const nuisance = Float64Array.from({ length: NUM_LAB_NUISANCES }, () => random.normal());
  for (let item = 0; item < NUM_LAB_ITEMS; item += 1) {
    let sum = (results[item] ?? 0) + random.normal();
    for (const [column, z] of nuisance.entries()) {
      sum += z * (labNuisance[item * NUM_LAB_NUISANCES + column] ?? 0);
    }
    results[item] = sum;
  }
  return results;
}
