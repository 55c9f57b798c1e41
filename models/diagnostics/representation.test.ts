import { describe, expect, test } from 'vitest';
import type { Defined } from '../errors.ts';
import { ModelError } from '../errors.ts';
import { centreColumns, denseMatrix, type DenseMatrix } from '../linear-algebra/dense-matrix.ts';
import { RandomStream } from '../random/random-stream.ts';
import { debiasedCka, linearCka } from './cka.ts';
import { rankOfSingularValues, representationRank, singularValues } from './rank.ts';
import { latentCosine } from './similarity.ts';
import { varianceInflation } from './variance-inflation.ts';

function value<T>(result: Defined<T>): T {
  if ('undefined' in result) throw new Error(`undefined: ${result.undefined}`);
  return result.value;
}

const rowsOfX = [
  [1, 0, 2],
  [2, 1, 0],
  [0, 3, 1],
  [4, 2, 2],
  [3, 4, 0],
  [2, 2, 1],
];
const X = denseMatrix(rowsOfX);
const Y = denseMatrix([
  [1, 1],
  [0, 2],
  [3, 1],
  [2, 4],
  [4, 3],
  [2, 2],
]);

function gaussian(rows: number, columns: number, seed: number): DenseMatrix {
  const random = RandomStream.fromSeed(seed);
  return { rows, columns, values: Float64Array.from({ length: rows * columns }, () => random.normal()) };
}

describe('rank (method.md 5.1)', () => {
  test('singular values, effective and numerical rank of the centred data', () => {
    const values = singularValues(centreColumns(X));
    [3.5484138277, 2.9556630191, 1.6348747427].forEach((s, i) => expect(values[i]).toBeCloseTo(s, 8));
    const rank = representationRank(X);
    expect(value(rank.effective)).toBeCloseTo(2.8639388356, 8);
    expect(rank.numerical).toBe(3);
  });
  test('uncentred', () => {
    expect(value(rankOfSingularValues(singularValues(X), X).effective)).toBeCloseTo(2.5542515579, 8);
    const diagonal = denseMatrix([
      [3, 0],
      [0, 1],
    ]);
    expect(value(rankOfSingularValues(singularValues(diagonal), diagonal).effective)).toBeCloseTo(
      1.7547653506,
      8,
    );
  });
  test('a dependent column adds no rank, and its rounding error no entropy', () => {
    const centred = centreColumns(X);
    const wider = denseMatrix(
      rowsOfX.map((_, i) => {
        const [a = 0, b = 0, c = 0] = centred.values.subarray(3 * i, 3 * i + 3);
        return [a, b, c, a - 2 * b];
      }),
    );
    const rank = representationRank(wider);
    expect(rank.numerical).toBe(3);
    expect(value(rank.effective)).toBeCloseTo(2.5728129353, 8);
  });
  test('more columns than rows: at most rows - 1', () => {
    const rank = representationRank(gaussian(5, 40, 1));
    expect(rank.numerical).toBe(4);
    expect(value(rank.effective)).toBeLessThanOrEqual(4);
  });
  test('equal rows: undefined, numerical rank 0', () => {
    const rank = representationRank(
      denseMatrix([
        [1, 2],
        [1, 2],
      ]),
    );
    expect(rank.effective).toHaveProperty('undefined');
    expect(rank.numerical).toBe(0);
  });
});

describe('CKA (method.md 5.3)', () => {
  test('plain and debiased', () => {
    expect(value(linearCka(X, Y))).toBeCloseTo(0.8062682476, 9);
    expect(value(debiasedCka(X, Y))).toBeCloseTo(0.7232848407, 9);
    expect(value(linearCka(X, X))).toBeCloseTo(1, 12);
    expect(value(debiasedCka(X, X))).toBeCloseTo(1, 12);
  });
  test('blind to rotation and scale', () => {
    const [cos, sin] = [Math.cos(0.7), Math.sin(0.7)];
    const turned = denseMatrix(
      [
        [1, 1],
        [0, 2],
        [3, 1],
        [2, 4],
        [4, 3],
        [2, 2],
      ].map(([a = 0, b = 0]) => [5 * (cos * a - sin * b), 5 * (sin * a + cos * b)]),
    );
    expect(value(linearCka(X, turned))).toBeCloseTo(0.8062682476, 9);
    expect(value(debiasedCka(X, turned))).toBeCloseTo(0.7232848407, 9);
  });
  test('of independent data the debiased form is near 0 where the plain one is not', () => {
    const [a, b] = [gaussian(100, 50, 1), gaussian(100, 50, 2)];
    expect(value(linearCka(a, b))).toBeGreaterThan(0.2);
    expect(Math.abs(value(debiasedCka(a, b)))).toBeLessThan(0.05);
  });
  test('undefined without variance or rows; shapes are checked', () => {
    const still = denseMatrix([[1], [1], [1], [1], [1], [1]]);
    expect(linearCka(still, Y)).toHaveProperty('undefined');
    expect(debiasedCka(still, Y)).toHaveProperty('undefined');
    expect(debiasedCka(denseMatrix([[1], [2], [3]]), denseMatrix([[1], [2], [4]]))).toHaveProperty(
      'undefined',
    );
    expect(() => linearCka(denseMatrix([[1]]), Y)).toThrow(ModelError);
  });
});

describe('variance inflation (method.md 5.4)', () => {
  /** Ten copies of the rows: enough rows a column, the same correlations. */
  const repeated = (rows: number[][]): DenseMatrix =>
    denseMatrix(Array.from({ length: 10 }, () => rows).flat());

  test('columns of X', () => {
    const result = varianceInflation(repeated(rowsOfX));
    const factors = value(result.factors);
    [1.0544217687, 1.3605442177, 1.306122449].forEach((factor, i) =>
      expect(factors[i]).toBeCloseTo(factor, 9),
    );
    expect(value(result.mean)).toBeCloseTo(1.2403628118, 9);
    expect(result).toMatchObject({ dropped: 0, leftOut: 0, rank: 3 });
  });
  test('two columns of correlation .6', () => {
    // x = +-1; y = .6 x + .8 e with e = +-1 independent of x.
    const rows = [-1, 1].flatMap((x) => [-1, 1].map((e) => [x, 0.6 * x + 0.8 * e]));
    expect(value(varianceInflation(repeated(rows)).mean)).toBeCloseTo(1.5625, 9);
  });
  test('still columns are dropped, dependent ones are infinite', () => {
    const still = varianceInflation(repeated(rowsOfX.map((row) => [...row, 7])));
    expect(still.dropped).toBe(1);
    expect(value(still.mean)).toBeCloseTo(1.2403628118, 9);
    const dependent = varianceInflation(repeated(rowsOfX.map((row) => [...row, row[0]! + row[1]!])));
    expect(dependent.mean).toEqual({ undefined: 'infinite: 4 columns of rank 3' });
    expect(dependent.rank).toBe(3);
  });
  test('too few rows: the leading columns by variance', () => {
    const wide = gaussian(30, 6, 3);
    const scaled = { ...wide, values: wide.values.map((v, i) => v * [1, 9, 1, 8, 1, 7][i % 6]!) };
    const result = varianceInflation(scaled);
    expect(result.leftOut).toBe(3);
    const largest = denseMatrix(
      Array.from({ length: 30 }, (_, row) => [1, 3, 5].map((column) => scaled.values[row * 6 + column]!)),
    );
    expect(value(result.mean)).toBeCloseTo(value(varianceInflation(largest).mean), 10);
    expect(varianceInflation(denseMatrix([[1], [2]])).mean).toHaveProperty('undefined');
  });
});

describe('similarity of latents (method.md 2.1)', () => {
  const i = denseMatrix([
    [1, 2],
    [0, 1],
    [-1, 1],
  ]);
  const j = denseMatrix([
    [2, 1],
    [1, 1],
    [0, 2],
  ]);
  const all = (latents: DenseMatrix) => ({ latents, present: new Uint8Array(latents.rows).fill(1) });

  test('cosine and centred cosine', () => {
    const cosine = latentCosine(all(i), all(j), { centre: false, minimumPairs: 3 });
    const centred = latentCosine(all(i), all(j), { centre: true, minimumPairs: 3 });
    expect(value(cosine)).toBeCloseTo(0.7380711875, 9);
    expect(value(centred)).toBeCloseTo(0.7426270757, 9);
  });
  test('the mean of a modality is taken over all encounters that have it', () => {
    const longer = denseMatrix([
      [1, 2],
      [0, 1],
      [-1, 1],
      [100, 100],
    ]);
    const other = denseMatrix([
      [2, 1],
      [1, 1],
      [0, 2],
      [0, 0],
    ]);
    const options = { centre: true, minimumPairs: 3 };
    const present = Uint8Array.of(1, 1, 1, 0);
    const without = latentCosine({ latents: longer, present }, { latents: other, present }, options);
    expect(value(without)).toBeCloseTo(0.7426270757, 9);
    const shifted = latentCosine(all(longer), { latents: other, present }, options);
    expect(value(shifted)).not.toBeCloseTo(0.7426270757, 2);
  });
  test('fewer than 30 encounters with both: undefined', () => {
    const many = gaussian(29, 4, 1);
    expect(latentCosine(all(many), all(many), { centre: false })).toHaveProperty('undefined');
    const enough = gaussian(30, 4, 1);
    expect(value(latentCosine(all(enough), all(enough), { centre: true }))).toBeCloseTo(1, 12);
  });
  test('zero rows are skipped', () => {
    const withZero = denseMatrix([
      [1, 0],
      [0, 0],
      [0, 2],
    ]);
    const ones = denseMatrix([
      [1, 0],
      [1, 1],
      [0, 1],
    ]);
    expect(value(latentCosine(all(withZero), all(ones), { centre: false, minimumPairs: 1 }))).toBeCloseTo(
      1,
      12,
    );
    expect(
      latentCosine(all(denseMatrix([[0, 0]])), all(denseMatrix([[1, 1]])), {
        centre: false,
        minimumPairs: 1,
      }),
    ).toEqual({
      undefined: 'all latents are 0',
    });
  });
});
