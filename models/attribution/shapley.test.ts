import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { ModelError } from '../errors.ts';
import { pairInteractions, shapleyValues, silenceDeadCoalitions } from './shapley.ts';

const games = (players: number): fc.Arbitrary<number[]> =>
  fc.array(fc.double({ min: -20, max: 20, noNaN: true }), {
    minLength: 2 ** players,
    maxLength: 2 ** players,
  });
const anyGame = fc.integer({ min: 1, max: 6 }).chain(games);

const sum = (values: Iterable<number>): number => [...values].reduce((total, value) => total + value, 0);

describe('test vectors of method.md 9', () => {
  test('three players', () => {
    const phi = shapleyValues([-2, -1.2, -1.5, -0.4, -1.9, -0.9, -1, 0.3]);
    [1.05, 0.85, 0.4].forEach((expected, i) => expect(phi[i]).toBeCloseTo(expected, 12));
  });
  test('a third player that adds nothing gets exactly 0', () => {
    const phi = shapleyValues([-2, -1.2, -1.5, -0.4, -2, -1.2, -1.5, -0.4]);
    expect(phi[0]).toBeCloseTo(0.95, 12);
    expect(phi[1]).toBeCloseTo(0.65, 12);
    expect(phi[2]).toBe(0);
  });
  test('weights by coalition size, read off unanimity games', () => {
    // v = 1 only for coalitions that hold player 0 and exactly the players of S: phi_0 gains w(|S|).
    const gain = (players: number, others: number): number => {
      const values = new Array<number>(2 ** players).fill(0);
      values[1 | (((1 << others) - 1) << 1)] = 1;
      return shapleyValues(values)[0]!;
    };
    [1 / 3, 1 / 6, 1 / 3].forEach((w, s) => expect(gain(3, s)).toBeCloseTo(w, 12));
    [0.1666667, 0.0333333, 0.0166667, 0.0166667, 0.0333333, 0.1666667].forEach((w, s) =>
      expect(gain(6, s)).toBeCloseTo(w, 6),
    );
  });
});

describe('properties', () => {
  test('efficiency: contributions add up to v(all) - v(none)', () => {
    fc.assert(
      fc.property(
        anyGame,
        (values) => Math.abs(sum(shapleyValues(values)) - (values.at(-1)! - values[0]!)) < 1e-9,
      ),
    );
  });
  test('null player: exactly 0', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 5 }).chain(games),
        (values) => shapleyValues([...values, ...values]).at(-1) === 0,
      ),
    );
  });
  test('symmetry: relabelling two players swaps their contributions', () => {
    fc.assert(
      fc.property(games(4), (values) => {
        const swapped = values.map((_, mask) => {
          const low = mask & 1;
          const high = (mask >> 3) & 1;
          return values[(mask & 0b0110) | (low << 3) | high]!;
        });
        const phi = shapleyValues(values);
        const psi = shapleyValues(swapped);
        return [
          [0, 3],
          [3, 0],
          [1, 1],
          [2, 2],
        ].every(([i, j]) => Math.abs(phi[i!]! - psi[j!]!) < 1e-9);
      }),
    );
  });
  test('additivity: contributions of a sum of games are the sums', () => {
    fc.assert(
      fc.property(games(3), games(3), (a, b) => {
        const both = shapleyValues(a.map((value, mask) => value + b[mask]!));
        return both.every((phi, i) => Math.abs(phi - shapleyValues(a)[i]! - shapleyValues(b)[i]!) < 1e-9);
      }),
    );
  });
  test('one player: all of the difference', () => {
    expect([...shapleyValues([-2, 0.5])]).toEqual([2.5]);
    expect([...shapleyValues([-2])]).toEqual([]);
  });
});

describe('pair interactions', () => {
  test('an exclusive-or interacts, a sum does not', () => {
    expect([...pairInteractions([0, 1, 1, 0])]).toEqual([0, -2, -2, 0]);
    expect([...pairInteractions([0, 1, 2, 3])]).toEqual([0, 0, 0, 0]);
  });
  test('values of method.md 9: v(01) - v(0) - v(1) + v()', () => {
    const interactions = pairInteractions([-2, -1.2, -1.5, -0.4, -1.9, -0.9, -1, 0.3]);
    expect(interactions[1]).toBeCloseTo(-0.4 + 1.2 + 1.5 - 2, 12);
    expect(interactions[2]).toBeCloseTo(-0.9 + 1.2 + 1.9 - 2, 12);
    expect(interactions[7]).toBeCloseTo(interactions[5]!, 12);
  });
});

describe('dead players', () => {
  test('a coalition of dead players only is worth the empty one', () => {
    const values = [-2, -1.2, -1.5, -0.4, -1.9, -0.9, -1, 0.3];
    expect([...silenceDeadCoalitions(values, 0b100)]).toEqual([-2, -1.2, -1.5, -0.4, -2, -0.9, -1, 0.3]);
    expect([...silenceDeadCoalitions(values, 0b101)]).toEqual([-2, -2, -1.5, -0.4, -2, -2, -1, 0.3]);
    expect([...silenceDeadCoalitions(values, 0)]).toEqual(values);
  });
});

test('values must cover all coalitions', () => {
  expect(() => shapleyValues([1, 2, 3])).toThrow(ModelError);
  expect(() => pairInteractions([])).toThrow(ModelError);
});
