import { describe, expect, test } from 'vitest';
import { ModelError } from '../errors.ts';
import { RandomStream } from '../random/random-stream.ts';
import { choleskyFactor, choleskySolve } from './cholesky.ts';
import {
  centreColumns,
  columnMeans,
  crossProduct,
  denseMatrix,
  dot,
  type DenseMatrix,
} from './dense-matrix.ts';
import { symmetricEigen, symmetricEigenvalues } from './symmetric-eigen.ts';

function randomMatrix(rows: number, columns: number, seed: number): DenseMatrix {
  const random = RandomStream.fromSeed(seed);
  return { rows, columns, values: Float64Array.from({ length: rows * columns }, () => random.normal()) };
}

function largestResidual(matrix: DenseMatrix): number {
  const { values, vectors } = symmetricEigen(matrix);
  const size = matrix.rows;
  let largest = 0;
  for (let i = 0; i < size; i += 1) {
    const vector = vectors.subarray(i * size, (i + 1) * size);
    for (let row = 0; row < size; row += 1) {
      const image = dot(matrix.values.subarray(row * size, (row + 1) * size), vector);
      largest = Math.max(largest, Math.abs(image - values[i]! * vector[row]!));
    }
    for (let j = 0; j < size; j += 1) {
      const overlap = dot(vector, vectors.subarray(j * size, (j + 1) * size));
      largest = Math.max(largest, Math.abs(overlap - (i === j ? 1 : 0)));
    }
  }
  return largest;
}

describe('symmetric eigenvalues', () => {
  test('two by two, by hand', () => {
    const { values, vectors } = symmetricEigen(
      denseMatrix([
        [2, 1],
        [1, 2],
      ]),
    );
    expect(values[0]).toBeCloseTo(3, 14);
    expect(values[1]).toBeCloseTo(1, 14);
    expect(vectors[0]! * vectors[1]!).toBeCloseTo(0.5, 14);
    expect(vectors[2]! * vectors[3]!).toBeCloseTo(-0.5, 14);
  });

  test('the chain matrix has eigenvalues 2 - 2 cos(k pi / (n + 1))', () => {
    const n = 20;
    const rows = Array.from({ length: n }, (_, i) =>
      Array.from({ length: n }, (_, j) => (i === j ? 2 : Math.abs(i - j) === 1 ? -1 : 0)),
    );
    const values = symmetricEigenvalues(denseMatrix(rows));
    for (let k = 1; k <= n; k += 1) {
      expect(values[n - k]).toBeCloseTo(2 - 2 * Math.cos((k * Math.PI) / (n + 1)), 12);
    }
  });

  test.each([1, 2, 3, 10, 60])('A v = lambda v and orthonormal vectors, n = %i', (size) => {
    const half = randomMatrix(size, size, size);
    expect(largestResidual(crossProduct(half, half))).toBeLessThan(1e-11 * size);
  });

  test('diagonal, zero, rank-deficient and repeated eigenvalues', () => {
    expect([
      ...symmetricEigenvalues(
        denseMatrix([
          [1, 0, 0],
          [0, 5, 0],
          [0, 0, 3],
        ]),
      ),
    ]).toEqual([5, 3, 1]);
    expect([
      ...symmetricEigenvalues(
        denseMatrix([
          [0, 0],
          [0, 0],
        ]),
      ),
    ]).toEqual([0, 0]);
    expect(
      largestResidual(
        denseMatrix([
          [1, 1, 1],
          [1, 1, 1],
          [1, 1, 1],
        ]),
      ),
    ).toBeLessThan(1e-13);
    // Far more zero eigenvalues than others: couplings between them are only rounding.
    const wide = randomMatrix(20, 200, 9);
    expect(largestResidual(crossProduct(wide, wide))).toBeLessThan(1e-10);
    const thin = randomMatrix(3, 12, 5);
    const values = symmetricEigenvalues(crossProduct(thin, thin));
    expect(values.filter((value) => value > 1e-10)).toHaveLength(3);
  });

  test('non-finite entries are an error, not an endless loop', () => {
    expect(() =>
      symmetricEigenvalues(
        denseMatrix([
          [1, Number.NaN],
          [Number.NaN, 1],
        ]),
      ),
    ).toThrow(ModelError);
  });

  test('values alone are the values with vectors', () => {
    const half = randomMatrix(25, 25, 7);
    const matrix = crossProduct(half, half);
    const both = symmetricEigen(matrix).values;
    symmetricEigenvalues(matrix).forEach((value, i) => expect(value).toBeCloseTo(both[i]!, 11));
  });
});

describe('Cholesky', () => {
  test('solves a positive definite system', () => {
    // [[4, 2], [2, 3]] x = [2, -1]  ->  x = [1, -1]
    const x = choleskySolve(
      denseMatrix([
        [4, 2],
        [2, 3],
      ]),
      [2, -1],
    );
    expect(x?.[0]).toBeCloseTo(1, 14);
    expect(x?.[1]).toBeCloseTo(-1, 14);
  });
  test('refuses singular and indefinite matrices, whatever their scale', () => {
    for (const scale of [1e-20, 1, 1e20]) {
      expect(
        choleskyFactor(
          denseMatrix([
            [scale, scale],
            [scale, scale],
          ]),
        ),
      ).toBeNull();
      expect(
        choleskyFactor(
          denseMatrix([
            [scale, 2 * scale],
            [2 * scale, scale],
          ]),
        ),
      ).toBeNull();
      expect(
        choleskyFactor(
          denseMatrix([
            [scale, 0],
            [0, scale],
          ]),
        ),
      ).not.toBeNull();
    }
  });
});

describe('dense matrices', () => {
  test('column means and centring', () => {
    const matrix = denseMatrix([
      [1, 10],
      [3, 30],
    ]);
    expect([...columnMeans(matrix)]).toEqual([2, 20]);
    expect([...centreColumns(matrix).values]).toEqual([-1, -10, 1, 10]);
  });
  test('crossProduct is A^T B', () => {
    const product = crossProduct(
      denseMatrix([
        [1, 2],
        [3, 4],
      ]),
      denseMatrix([[5], [6]]),
    );
    expect([...product.values]).toEqual([23, 34]);
  });
  test('shapes are checked', () => {
    expect(() => denseMatrix([[1], [1, 2]])).toThrow(ModelError);
    expect(() => crossProduct(denseMatrix([[1]]), denseMatrix([[1], [2]]))).toThrow(ModelError);
  });
});
