import { describe, expect, test } from 'vitest';
import { ModelError } from '../errors.ts';
import { RandomStream } from '../random/random-stream.ts';
import { attributeToFeatures, backproject, fitProjection, project } from './projection.ts';
import type { SparseMatrix } from './sparse-matrix.ts';
import { SparseMatrixBuilder, sparseRow } from './sparse-rows.ts';

function sparse(rows: readonly (readonly number[])[]): SparseMatrix {
  const builder = new SparseMatrixBuilder(rows[0]?.length ?? 0);
  for (const row of rows) {
    const indices = row.flatMap((value, column) => (value === 0 ? [] : [column]));
    builder.addRow({
      indices: Int32Array.from(indices),
      values: Float32Array.from(indices, (column) => row[column]!),
    });
  }
  return builder.build();
}

const all = (matrix: SparseMatrix): Uint8Array => new Uint8Array(matrix.rows).fill(1);

/** Rows = three planted factors of sizes 9, 4, 2 in `columns` dimensions, plus noise. */
function planted(rows: number, columns: number, seed: number): number[][] {
  const random = RandomStream.fromSeed(seed);
  const axes = [9, 4, 2].map((size) =>
    Array.from({ length: columns }, () => (size * random.normal()) / Math.sqrt(columns)),
  );
  return Array.from({ length: rows }, () => {
    const factors = axes.map(() => random.normal());
    return Array.from(
      { length: columns },
      (_, j) => 1 + axes.reduce((sum, axis, k) => sum + factors[k]! * axis[j]!, 0) + 0.05 * random.normal(),
    );
  });
}

const energyOf = (inputs: Float32Array, width: number): number[] =>
  Array.from({ length: width }, (_, k) =>
    inputs.reduce((sum, value, index) => (index % width === k ? sum + value * value : sum), 0),
  );

describe('fitProjection', () => {
  test('principal axis of points on a line, by hand', () => {
    // Points (t, t, 0, 0) around mean (1, 1, 0, 0): the axis is (1, 1, 0, 0) / sqrt 2, coordinates sqrt 2 (t - 1).
    const matrix = sparse([
      [0.5, 0.5, 0, 0],
      [1, 1, 0, 0],
      [1.5, 1.5, 0, 0],
    ]);
    const projection = fitProjection(matrix, all(matrix), { components: 1, seed: 1 });
    expect(projection.mean[0]).toBeCloseTo(1, 6);
    // Mean energy (.5 + 0 + .5) / 3, spread over min(k, 8) = 1 component: scale sqrt 3.
    expect(projection.scale).toBeCloseTo(Math.sqrt(3), 5);
    const inputs = project(projection, matrix);
    [-Math.sqrt(1.5), 0, Math.sqrt(1.5)].forEach((value, i) => expect(inputs[i]).toBeCloseTo(value, 5));
  });

  test('fewer features than components: the features themselves, padded with zeros', () => {
    const matrix = sparse([
      [1, 2],
      [3, 2],
    ]);
    const projection = fitProjection(matrix, all(matrix), { components: 4, seed: 1 });
    expect(projection.rotation).toBeNull();
    // Centred rows (-1, 0), (1, 0): energy 1 over min(4, 8) = 4 components, scale 2.
    expect([...project(projection, matrix)]).toEqual([-2, 0, 0, 0, 2, 0, 0, 0]);
  });

  test('an empty row is a modality that is not present: zeros, and left out of the fit', () => {
    const rows = planted(60, 20, 3);
    const matrix = sparse([...rows, new Array<number>(20).fill(0)]);
    const mask = Uint8Array.from({ length: 61 }, (_, row) => (row < 60 ? 1 : 0));
    const projection = fitProjection(matrix, mask, { components: 5, seed: 1 });
    const alone = sparse(rows);
    expect(projection).toEqual(fitProjection(alone, all(alone), { components: 5, seed: 1 }));
    expect([...project(projection, matrix).subarray(60 * 5)]).toEqual([0, 0, 0, 0, 0]);
  });

  test('rows outside the mask change nothing', () => {
    const rows = planted(80, 20, 5);
    const mask = Uint8Array.from({ length: 80 }, (_, row) => (row < 50 ? 1 : 0));
    const changed = rows.map((row, index) => (index < 50 ? row : row.map((value) => value * 100)));
    const options = { components: 5, seed: 1 };
    expect(fitProjection(sparse(changed), mask, options)).toEqual(fitProjection(sparse(rows), mask, options));
  });

  test.each([
    ['exact', 100],
    ['randomised', 600],
  ])('%s: planted factors come first, block energy is min(k, 8)', (_, columns) => {
    const matrix = sparse(planted(400, columns, 7));
    const projection = fitProjection(matrix, all(matrix), { components: 10, seed: 1 });
    const energy = energyOf(project(projection, matrix), 10);
    const total = energy.reduce((sum, value) => sum + value, 0);
    expect(total / 400).toBeCloseTo(8, 4);
    expect((energy[0]! + energy[1]! + energy[2]!) / total).toBeGreaterThan(0.99);
    expect(energy[0]).toBeGreaterThan(energy[1]!);
    expect(energy[1]).toBeGreaterThan(energy[2]!);
  });

  test('randomised axes are orthonormal and agree with the exact ones', () => {
    const rows = planted(300, 520, 11);
    const padded = sparse(rows);
    const narrow = sparse(rows.map((row) => row.slice(0, 500)));
    for (const matrix of [padded, narrow]) {
      const { rotation, columns } = fitProjection(matrix, all(matrix), { components: 3, seed: 2 });
      for (let a = 0; a < 3; a += 1) {
        for (let b = 0; b < 3; b += 1) {
          let overlap = 0;
          for (let j = 0; j < columns; j += 1) overlap += rotation![j * 3 + a]! * rotation![j * 3 + b]!;
          expect(overlap).toBeCloseTo(a === b ? 1 : 0, 5);
        }
      }
    }
    // The same rows, with columns that never vary added: the exact path below 512, the randomised one above.
    const still = new Array<number>(40).fill(0);
    const few = sparse(rows.map((row) => row.slice(0, 490)));
    const many = sparse(rows.map((row) => [...row.slice(0, 490), ...still]));
    const exact = fitProjection(few, all(few), { components: 3, seed: 2 });
    const randomised = fitProjection(many, all(many), { components: 3, seed: 2 });
    for (let index = 0; index < 490 * 3; index += 1) {
      expect(randomised.rotation![index]).toBeCloseTo(exact.rotation![index]!, 4);
    }
  });

  test('rows of lower rank than asked for: the other components are 0', () => {
    const matrix = sparse(Array.from({ length: 20 }, (_, i) => [i, 2 * i, 0, 3 * i, i]));
    const projection = fitProjection(matrix, all(matrix), { components: 4, seed: 1 });
    const energy = energyOf(project(projection, matrix), 4);
    expect(energy[0]).toBeGreaterThan(0);
    for (const rest of energy.slice(1)) expect(rest).toBeLessThan(1e-6);
  });

  test('no present row or no variance: nothing is divided by zero', () => {
    const matrix = sparse([
      [1, 2, 3],
      [1, 2, 3],
    ]);
    for (const mask of [Uint8Array.of(0, 0), Uint8Array.of(1, 1)]) {
      const projection = fitProjection(matrix, mask, { components: 2, seed: 1 });
      expect(projection.scale).toBe(1);
      expect([...project(projection, matrix)].every(Number.isFinite)).toBe(true);
    }
  });

  test('shapes are checked', () => {
    const matrix = sparse([[1, 2, 3]]);
    expect(() => fitProjection(matrix, [1, 1], { components: 2, seed: 1 })).toThrow(ModelError);
    const projection = fitProjection(matrix, [1], { components: 2, seed: 1 });
    expect(() => project(projection, sparse([[1, 2]]))).toThrow(ModelError);
    expect(() => backproject(projection, [1])).toThrow(ModelError);
  });
});

test('a row of any number of entries is its values times the loadings, around the mean', () => {
  const random = RandomStream.fromSeed(3);
  const draw = (length: number): Float32Array => Float32Array.from({ length }, () => random.normal());
  const projection = { columns: 12, components: 3, mean: draw(12), rotation: draw(36), scale: 0.7 };
  const rows = Array.from({ length: 13 }, (_, filled) =>
    Array.from({ length: 12 }, (_, column) => (column < filled ? random.normal() : 0)),
  );
  const inputs = project(projection, sparse(rows));
  rows.forEach((row, n) => {
    for (let k = 0; k < 3; k += 1) {
      const sum = row.reduce(
        (total, value, j) => total + (value - projection.mean[j]!) * projection.rotation[3 * j + k]!,
        0,
      );
      expect(inputs[3 * n + k]).toBeCloseTo(n === 0 ? 0 : projection.scale * sum, 5);
    }
  });
});

describe('attribution to features', () => {
  test('backproject is the transpose of project', () => {
    const matrix = sparse(planted(50, 30, 13));
    const projection = fitProjection(matrix, all(matrix), { components: 6, seed: 1 });
    const gradient = [0.3, -1, 0.5, 2, 0, -0.7];
    const slopes = backproject(projection, gradient);
    const score = (row: number[]): number =>
      project(projection, sparse([row])).reduce((sum, value, k) => sum + value * gradient[k]!, 0);
    const row = planted(1, 30, 17)[0]!;
    for (const column of [0, 7, 29]) {
      const moved = row.map((value, j) => (j === column ? value + 1 : value));
      expect(score(moved) - score(row)).toBeCloseTo(slopes[column]!, 3);
    }
  });

  test.each([6, 40])('gradient x input adds up to the projected product, %i components', (components) => {
    const matrix = sparse(planted(50, 30, 13));
    const projection = fitProjection(matrix, all(matrix), { components, seed: 1 });
    const gradient = Array.from({ length: components }, (_, k) => Math.cos(k));
    const weights = attributeToFeatures(projection, sparseRow(matrix, 4), gradient);
    const inputs = project(projection, matrix).subarray(4 * components, 5 * components);
    const product = inputs.reduce((sum, value, k) => sum + value * gradient[k]!, 0);
    expect(weights.reduce((sum, weight) => sum + weight, 0)).toBeCloseTo(product, 3);
  });
});

describe('SparseMatrixBuilder', () => {
  test('grows, keeps empty rows, and gives rows back', () => {
    const builder = new SparseMatrixBuilder(3000);
    const indices = Int32Array.from({ length: 1500 }, (_, j) => 2 * j);
    const values = Float32Array.from(indices, (j) => j + 0.5);
    builder.addRow({ indices, values });
    builder.addEmptyRow();
    builder.addRow({ indices, values });
    const matrix = builder.build();
    expect(matrix.rows).toBe(3);
    expect([...matrix.indptr]).toEqual([0, 1500, 1500, 3000]);
    expect(sparseRow(matrix, 1).indices).toHaveLength(0);
    expect(sparseRow(matrix, 2)).toEqual({ indices: Uint16Array.from(indices), values });
  });
  test.each([1, 3, 40, 1000])('gives the same matrix where %i rows are expected', (expected) => {
    const fill = (builder: SparseMatrixBuilder) => {
      for (let row = 0; row < 40; row += 1) {
        const indices = Int32Array.from({ length: (row * 97) % 1500 }, (_, j) => 2 * j);
        builder.addRow({ indices, values: Float32Array.from(indices, (j) => j + row) });
      }
      return builder.build();
    };
    expect(fill(new SparseMatrixBuilder(3000, expected))).toEqual(fill(new SparseMatrixBuilder(3000)));
  });
  test('keeps column numbers in two bytes as long as they fit', () => {
    const kept = (columns: number) => {
      const builder = new SparseMatrixBuilder(columns);
      builder.addRow({ indices: Int32Array.of(0, columns - 1), values: Float32Array.of(1, 2) });
      return builder.build().indices;
    };
    expect(kept(2 ** 16)).toEqual(Uint16Array.of(0, 2 ** 16 - 1));
    expect(kept(2 ** 16 + 1)).toEqual(Int32Array.of(0, 2 ** 16));
  });
  test('columns must ascend and be in range', () => {
    const add = (...columns: number[]): void =>
      new SparseMatrixBuilder(3).addRow({
        indices: Int32Array.from(columns),
        values: new Float32Array(columns.length),
      });
    expect(() => add(0, 2)).not.toThrow();
    for (const columns of [[3], [-1], [1, 1], [2, 0]]) expect(() => add(...columns)).toThrow(ModelError);
  });
});
