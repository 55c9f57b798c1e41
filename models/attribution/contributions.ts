import type { RandomStream } from '../random/random-stream.ts';
import { shapleyValues } from './shapley.ts';

/** Players of whom all `2^q` coalitions are valued; of more, some orders of joining are drawn. */
export const MOST_EXACT_PLAYERS = 10;

/** Values of some coalitions; 1 for each player that is in. */
export type ValueCoalitions = (coalitions: readonly Uint8Array[]) => ArrayLike<number>;

export interface Contributions {
  /** Of each player; they add up to `v(all) - v(none)`. */
  readonly values: Float64Array;
  /** Standard error of each value; 0 where they are exact. */
  readonly errors: Float64Array;
}

export interface Sampling {
  readonly random: RandomStream;
  /** Orders of joining that are drawn, each taken forwards and backwards; at least 2. */
  readonly orders: number;
}

/**
 * Shapley values of any number of players: exact from `2^q` coalitions up to {@link MOST_EXACT_PLAYERS}, else the mean of
 * what each player adds as all join in a random order and in its reverse, from `2 (q - 1)` coalitions an order, with the
 * error that the draw leaves. An order and its reverse count as one draw: what a player adds first and last evens out.
 * @see Castro, Gómez, Tejada 2009, "Polynomial calculation of the Shapley value based on sampling"
 */
export function contributionsOf(
  players: number,
  valuesOf: ValueCoalitions,
  sampling: Sampling,
): Contributions {
  if (players > MOST_EXACT_PLAYERS) return sampledContributions(players, valuesOf, sampling);
  const coalitions = Array.from({ length: 2 ** players }, (_, mask) =>
    Uint8Array.from({ length: players }, (_, player) => (mask >> player) & 1),
  );
  return { values: shapleyValues(valuesOf(coalitions)), errors: new Float64Array(players) };
}

function sampledContributions(
  players: number,
  valuesOf: ValueCoalitions,
  { random, orders }: Sampling,
): Contributions {
  const [none = 0, all = 0] = Array.from(
    valuesOf([new Uint8Array(players), new Uint8Array(players).fill(1)]),
  );
  const sums = new Float64Array(players);
  const squares = new Float64Array(players);
  for (let draw = 0; draw < orders; draw += 1) {
    const order = random.permutation(players);
    const added = new Float64Array(players);
    for (const joining of [order, order.slice().reverse()]) {
      const steps = [none, ...Array.from(valuesOf(partialCoalitions(joining))), all];
      joining.forEach((player, place) => {
        added[player] = (added[player] ?? 0) + ((steps[place + 1] ?? 0) - (steps[place] ?? 0)) / 2;
      });
    }
    added.forEach((value, player) => {
      sums[player] = (sums[player] ?? 0) + value;
      squares[player] = (squares[player] ?? 0) + value ** 2;
    });
  }
  const values = sums.map((sum) => sum / orders);
  const errors = squares.map((square, player) => {
    const variance = (square / orders - (values[player] ?? 0) ** 2) * (orders / (orders - 1));
    return Math.sqrt(Math.max(variance, 0) / orders);
  });
  return { values, errors };
}

/** The coalitions as they grow, neither empty nor full. */
function partialCoalitions(joining: Int32Array): Uint8Array[] {
  const current = new Uint8Array(joining.length);
  return Array.from(joining.subarray(0, -1), (player) => {
    current[player] = 1;
    return current.slice();
  });
}
