import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { holmBonferroni } from './holm.ts';
import { midranks } from './midranks.ts';
import { normalTail } from './normal-tail.ts';
import { quantile } from './quantile.ts';
import { wilcoxonSignedRank } from './wilcoxon.ts';
import { wilsonInterval } from './wilson.ts';

const quantileOf = (values: number[], q: number): number => {
  const result = quantile(values, q);
  if ('undefined' in result) throw new Error(result.undefined);
  return result.value;
};

describe('quantile, type 7', () => {
  const ten = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10];
  test('test vector of method.md 6b', () => {
    expect(quantileOf(ten, 0.025)).toBeCloseTo(1.225, 12);
    expect(quantileOf(ten, 0.975)).toBeCloseTo(9.775, 12);
  });
  test('ends and single values', () => {
    expect(quantileOf(ten, 0)).toBe(1);
    expect(quantileOf(ten, 1)).toBe(10);
    expect(quantileOf([4], 0.3)).toBe(4);
    expect(quantile([], 0.5)).toHaveProperty('undefined');
  });
});

describe('midranks', () => {
  test('ties share their mean rank', () => {
    const { ranks, groups } = midranks([3, 1, 3, 2, 3]);
    expect([...ranks]).toEqual([4, 1, 4, 2, 4]);
    expect(groups).toEqual([1, 1, 3]);
  });
});

describe('Wilcoxon signed-rank', () => {
  test('exact: test vector of method.md 6c', () => {
    const result = wilcoxonSignedRank([0.012, -0.004, 0.021, 0.008, 0.015, 0.03, -0.002, 0.019]);
    expect(result).toMatchObject({ value: { n: 8, wMinus: 3, wPlus: 33, method: 'exact', p: 0.0390625 } });
    expect(result).toMatchObject({ value: { pGreater: 0.01953125 } });
  });
  test('ties and a zero: test vector of method.md 6c', () => {
    const result = wilcoxonSignedRank([0.01, 0.01, -0.01, 0.02, 0.03, 0.03, 0, -0.02, 0.04, 0.05]);
    if ('undefined' in result) throw new Error(result.undefined);
    expect(result.value).toMatchObject({ n: 9, zeros: 1, wPlus: 38.5, wMinus: 6.5, method: 'normal' });
    expect(result.value.z).toBeCloseTo(1.9055722694, 9);
    expect(result.value.p).toBeCloseTo(0.0567057228, 9);
  });
  test('the smallest exact two-sided p is 2^(1-n)', () => {
    expect(wilcoxonSignedRank([1, 2, 3, 4, 5])).toMatchObject({ value: { p: 0.0625 } });
    expect(wilcoxonSignedRank([1, 2, 3, 4, 5, 6, 7, 8, 9])).toMatchObject({ value: { p: 2 ** -8 } });
  });
  test('swapping the methods swaps the tails', () => {
    fc.assert(
      fc.property(
        fc.uniqueArray(fc.integer({ min: 1, max: 1000 }), { minLength: 1, maxLength: 12 }),
        (sizes) => {
          const differences = sizes.map((size, index) => (index % 3 === 0 ? -size : size));
          const forward = wilcoxonSignedRank(differences);
          const backward = wilcoxonSignedRank(differences.map((difference) => -difference));
          if ('undefined' in forward || 'undefined' in backward) return false;
          return forward.value.p === backward.value.p && forward.value.wPlus === backward.value.wMinus;
        },
      ),
    );
  });
  test('only zeros: undefined', () => expect(wilcoxonSignedRank([0, 0])).toHaveProperty('undefined'));
});

describe('normal tail', () => {
  test.each([
    [0, 0.5],
    [1, 0.15865525393145707],
    [1.959963984540054, 0.025],
    [4, 3.167124183311992e-5],
    [4.5, 3.3976731247300535e-6],
    [8, 6.220960574271785e-16],
    [-1, 0.8413447460685429],
  ])('P(Z > %f)', (z, tail) => {
    expect(Math.abs(normalTail(z) / tail - 1)).toBeLessThan(1e-10);
  });
});

describe('Holm-Bonferroni', () => {
  test('test vector of method.md 6d', () => {
    const adjusted = holmBonferroni([0.01, 0.04, 0.03, 0.005]);
    [0.03, 0.06, 0.06, 0.02].forEach((expected, index) => expect(adjusted[index]).toBeCloseTo(expected, 12));
  });
  test('never below the raw p-value, never above 1, same order', () => {
    fc.assert(
      fc.property(fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: 1 }), (raw) => {
        const adjusted = holmBonferroni(raw);
        return raw.every(
          (p, i) =>
            adjusted[i]! >= p &&
            adjusted[i]! <= 1 &&
            raw.every((q, j) => p >= q || adjusted[i]! <= adjusted[j]!),
        );
      }),
    );
  });
});

describe('Wilson interval', () => {
  test('against the closed form at 10 of 100', () => {
    // centre (0.1 + z^2/200) / (1 + z^2/100), published as 5.5 % to 17.4 %
    const result = wilsonInterval(10, 100);
    if ('undefined' in result) throw new Error(result.undefined);
    expect(result.value[0]).toBeCloseTo(0.05522914, 7);
    expect(result.value[1]).toBeCloseTo(0.17436566, 7);
  });
  test('the ends solve |rate - p| = z sqrt(p (1 - p) / n)', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 500 }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        (trials, share) => {
          const events = Math.round(share * trials);
          const result = wilsonInterval(events, trials);
          if ('undefined' in result) return false;
          return result.value.every(
            (p) =>
              Math.abs((events / trials - p) ** 2 - (1.959963984540054 ** 2 * p * (1 - p)) / trials) < 1e-9,
          );
        },
      ),
    );
  });
  test('no trials: undefined', () => expect(wilsonInterval(0, 0)).toHaveProperty('undefined'));
});
