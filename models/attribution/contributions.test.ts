import { describe, expect, test } from 'vitest';
import { RandomStream } from '../random/random-stream.ts';
import { contributionsOf, MOST_EXACT_PLAYERS, type ValueCoalitions } from './contributions.ts';
import { shapleyValues } from './shapley.ts';

/** Each player is worth its number; neighbours earn more together, in pairs and in threes. */
const game =
  (pairs: number, threes: number): ValueCoalitions =>
  (coalitions) =>
    coalitions.map((inside) =>
      inside.reduce((sum, bit, player) => {
        const pair = bit * (inside[player + 1] ?? 0);
        return sum + bit * player + pairs * pair + threes * pair * (inside[player + 2] ?? 0);
      }, 0),
    );

/** Its Shapley values: what players earn together is shared alike. */
const expected = (players: number, pairs: number, threes: number): number[] =>
  Array.from({ length: players }, (_, player) => {
    const pairsOf = Number(player > 0) + Number(player < players - 1);
    const threesOf = [0, 1, 2].filter((back) => player - back >= 0 && player - back + 2 < players).length;
    return player + (pairs * pairsOf) / 2 + (threes * threesOf) / 3;
  });

const sampling = (orders: number) => ({ random: RandomStream.fromSeed(3), orders });

describe('contributionsOf', () => {
  test('is exact up to ten players, by all of their coalitions', () => {
    let valued = 0;
    const counted: ValueCoalitions = (coalitions) => {
      valued += coalitions.length;
      return game(2, 5)(coalitions);
    };
    const { values, errors } = contributionsOf(MOST_EXACT_PLAYERS, counted, sampling(2));
    expect(valued).toBe(1024);
    expect(Array.from(errors)).toEqual(Array(10).fill(0));
    expected(10, 2, 5).forEach((value, player) => expect(values[player]).toBeCloseTo(value, 9));
    const table = Array.from({ length: 1024 }, (_, mask) =>
      Uint8Array.from({ length: 10 }, (_, p) => (mask >> p) & 1),
    );
    expect(values).toEqual(shapleyValues(game(2, 5)(table)));
  });

  test('draws orders of more, and says by how much it may be wrong', () => {
    const players = 14;
    let valued = 0;
    const counted: ValueCoalitions = (coalitions) => {
      valued += coalitions.length;
      return game(2, 5)(coalitions);
    };
    const { values, errors } = contributionsOf(players, counted, sampling(400));
    expect(valued).toBe(2 + 400 * 2 * (players - 1));
    const [all = 0] = Array.from(game(2, 5)([new Uint8Array(players).fill(1)]));
    expect(values.reduce((sum, value) => sum + value, 0)).toBeCloseTo(all, 9);
    const within = expected(players, 2, 5).map((value, player) => {
      expect(errors[player]).toBeGreaterThan(0);
      return Math.abs((values[player] ?? NaN) - value) / (errors[player] ?? NaN);
    });
    // Of 14 players about 13 lie within two errors, and none beyond four.
    expect(within.filter((deviations) => deviations < 2).length).toBeGreaterThan(10);
    expect(Math.max(...within)).toBeLessThan(4);
  });

  test('the error falls with the root of the orders', () => {
    const meanError = (orders: number): number => {
      const { errors } = contributionsOf(12, game(2, 5), sampling(orders));
      return errors.reduce((sum, error) => sum + error, 0) / errors.length;
    };
    expect(meanError(100) / meanError(1600)).toBeCloseTo(4, 0);
  });

  test('pairs alone even out between an order and its reverse, without error', () => {
    const { values, errors } = contributionsOf(12, game(2, 0), sampling(2));
    expected(12, 2, 0).forEach((value, player) => expect(values[player]).toBeCloseTo(value, 9));
    expect(Math.max(...errors)).toBeLessThan(1e-6);
  });
});
