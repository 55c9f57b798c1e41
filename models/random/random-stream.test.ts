import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { RandomStream } from './random-stream.ts';

const draws = (stream: RandomStream, count: number): number[] =>
  Array.from({ length: count }, () => stream.uint32());

describe('RandomStream', () => {
  test('the same seed gives the same numbers, another seed others', () => {
    expect(draws(RandomStream.fromSeed(7), 5)).toEqual(draws(RandomStream.fromSeed(7), 5));
    expect(draws(RandomStream.fromSeed(7), 5)).not.toEqual(draws(RandomStream.fromSeed(8), 5));
  });

  test('numbers are fixed across versions and machines', () => {
    // Words of SHA-256("1") = 6b86b273 ff34fce1 9d6b804e ff5a3f57; first output of sfc32 is a + b + counter.
    expect(RandomStream.fromSeed(1).state().words).toEqual([0x6b86b273, 0xff34fce1, 0x9d6b804e, 0xff5a3f57]);
    expect(RandomStream.fromSeed(1).uint32()).toBe((0x6b86b273 + 0xff34fce1 + 0xff5a3f57) % 2 ** 32);
  });

  test('agrees with a 64-bit-integer reference of sfc32', () => {
    const mask = 0xffffffffn;
    let [a, b, c, counter] = RandomStream.fromSeed('reference').state().words.map(BigInt) as [
      bigint,
      bigint,
      bigint,
      bigint,
    ];
    const stream = RandomStream.fromSeed('reference');
    for (let step = 0; step < 200; step += 1) {
      const sum = (a + b + counter) & mask;
      counter = (counter + 1n) & mask;
      a = b ^ (b >> 9n);
      b = (c + (c << 3n)) & mask;
      c = ((((c << 21n) | (c >> 11n)) & mask) + sum) & mask;
      expect(stream.uint32()).toBe(Number(sum));
    }
  });

  test('fills with the numbers that it would give one by one, and goes on after them', () => {
    const stream = RandomStream.fromSeed(9);
    const other = RandomStream.fromSeed(9);
    expect(Array.from(stream.fill(new Uint32Array(50)))).toEqual(draws(other, 50));
    expect(stream.state()).toEqual(other.state());
  });

  test('a restored stream continues where the state was taken', () => {
    const stream = RandomStream.fromSeed(3);
    draws(stream, 17);
    const state: unknown = JSON.parse(JSON.stringify(stream.state()));
    const restored = RandomStream.restore(state as ReturnType<RandomStream['state']>);
    expect(draws(restored, 10)).toEqual(draws(stream, 10));
    expect(draws(restored.fork('x'), 3)).toEqual(draws(stream.fork('x'), 3));
  });

  test('a fork does not depend on what was drawn before, and differs by label', () => {
    const early = RandomStream.fromSeed(5).fork('masks');
    const late = RandomStream.fromSeed(5);
    draws(late, 100);
    expect(draws(late.fork('masks'), 5)).toEqual(draws(early, 5));
    expect(draws(late.fork('other'), 5)).not.toEqual(draws(late.fork('masks'), 5));
  });

  test('float and normal have the moments of their distribution', () => {
    const stream = RandomStream.fromSeed(11);
    const size = 100_000;
    const uniform = Array.from({ length: size }, () => stream.float());
    const normal = Array.from({ length: size }, () => stream.normal());
    const mean = (values: number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;
    expect(Math.min(...uniform.slice(0, 1000))).toBeGreaterThanOrEqual(0);
    // Five standard errors of each moment at 100,000 draws.
    expect(Math.abs(mean(uniform) - 0.5)).toBeLessThan(5 * Math.sqrt(1 / 12 / size));
    const centre = mean(normal);
    expect(Math.abs(centre)).toBeLessThan(5 * Math.sqrt(1 / size));
    const spread = mean(normal.map((value) => (value - centre) ** 2));
    expect(Math.abs(spread - 1)).toBeLessThan(5 * Math.sqrt(2 / size));
  });

  test('int is uniform and in range', () => {
    fc.assert(
      fc.property(fc.integer(), fc.integer({ min: 1, max: 2 ** 32 }), (seed, bound) => {
        const value = RandomStream.fromSeed(seed).int(bound);
        return Number.isInteger(value) && value >= 0 && value < bound;
      }),
    );
    const stream = RandomStream.fromSeed(2);
    const counts = [0, 0, 0];
    for (let draw = 0; draw < 30_000; draw += 1) counts[stream.int(3)]! += 1;
    for (const count of counts)
      expect(Math.abs(count - 10_000)).toBeLessThan(5 * Math.sqrt(30_000 * (2 / 9)));
  });

  test('permutation holds every number once', () => {
    fc.assert(
      fc.property(fc.integer(), fc.integer({ min: 0, max: 200 }), (seed, size) => {
        const order = [...RandomStream.fromSeed(seed).permutation(size)].sort((a, b) => a - b);
        return order.every((value, index) => value === index) && order.length === size;
      }),
    );
    expect([...RandomStream.fromSeed(1).permutation(50)]).not.toEqual(
      Array.from({ length: 50 }, (_, i) => i),
    );
  });
});
