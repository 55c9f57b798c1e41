import { ModelError } from '../errors.ts';

/**
 * Exact Shapley values of `q` players from the values of all coalitions:
 * `phi_i = sum over S without i of |S|! (q - |S| - 1)! / q! * (v(S + i) - v(S))`.
 * @param values `[2^q]`; index = bitmask, bit `i` = player `i`.
 * @returns `[q]`; they add up to `v(all) - v(none)`.
 * @throws {ModelError} `shape` when the length is not a power of two.
 * @see Shapley 1953; method.md 9
 */
export function shapleyValues(values: ArrayLike<number>): Float64Array {
  const players = playersOf(values);
  const weights = coalitionWeights(players);
  const contributions = new Float64Array(players);
  for (let player = 0; player < players; player += 1) {
    const bit = 1 << player;
    let sum = 0;
    for (let coalition = 0; coalition < values.length; coalition += 1) {
      if ((coalition & bit) !== 0) continue;
      const gain = (values[coalition | bit] ?? 0) - (values[coalition] ?? 0);
      sum += (weights[sizeOf(coalition)] ?? 0) * gain;
    }
    contributions[player] = sum;
  }
  return contributions;
}

/**
 * Interaction of each pair for display, `v(ij) - v(i) - v(j) + v(none)`: above 0 where the two say more together.
 * @param values `[2^q]` by bitmask.
 * @returns `[q, q]` row-major, symmetric, 0 on the diagonal.
 * @throws {ModelError} `shape` when the length is not a power of two.
 */
export function pairInteractions(values: ArrayLike<number>): Float64Array {
  const players = playersOf(values);
  const value = (coalition: number): number => values[coalition] ?? 0;
  return Float64Array.from({ length: players * players }, (_, index) => {
    const i = 1 << Math.floor(index / players);
    const j = 1 << (index % players);
    return i === j ? 0 : value(i | j) - value(i) - value(j) + value(0);
  });
}

/**
 * The same values, with every coalition that holds only dead players worth what the empty one is: a modality without
 * signal of its own earns nothing alone.
 * @param values `[2^q]` by bitmask.
 * @param dead bitmask of the dead players.
 */
export function silenceDeadCoalitions(values: ArrayLike<number>, dead: number): Float64Array {
  const empty = values[0] ?? Number.NaN;
  return new Float64Array(values).map((value, coalition) => ((coalition & ~dead) === 0 ? empty : value));
}

/** `weights[s]` = s! (q - s - 1)! / q! = 1 / (q * C(q - 1, s)). */
function coalitionWeights(players: number): Float64Array {
  let ways = 1;
  return Float64Array.from({ length: players }, (_, size) => {
    const weight = 1 / (players * ways);
    ways = (ways * (players - 1 - size)) / (size + 1);
    return weight;
  });
}

function playersOf(values: ArrayLike<number>): number {
  const players = Math.log2(values.length);
  if (!Number.isInteger(players)) {
    throw new ModelError('shape', `expected the values of 2^q coalitions, got ${values.length}`);
  }
  return players;
}

function sizeOf(coalition: number): number {
  let size = 0;
  for (let rest = coalition; rest !== 0; rest &= rest - 1) size += 1;
  return size;
}
