import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, test } from 'vitest';
import { SparseMatrixBuilder } from '../features/sparse-rows.ts';
import type { SparseMatrix } from '../features/sparse-matrix.ts';
import { RandomStream } from '../random/random-stream.ts';
import { useCpuEngine } from '../testing/cpu-engine.ts';
import { leakedTensors } from '../testing/leaked-tensors.ts';
import { type FirstLayer, firstLayerSpecs, uploadRows } from './first-layer.ts';
import { hourlyEffects, hourlySteps, recency } from './hourly-steps.ts';
import { initialValues, nameWeights, splitWeights, type Weights } from './parameters.ts';

beforeAll(useCpuEngine);

function matrixOf(columns: number, rows: readonly Readonly<Record<number, number>>[]): SparseMatrix {
  const builder = new SparseMatrixBuilder(columns);
  for (const row of rows) {
    const entries = Object.entries(row).map(([column, value]) => [Number(column), value] as const);
    builder.addRow({
      indices: Int32Array.from(entries, ([column]) => column),
      values: Float32Array.from(entries, ([, value]) => value),
    });
  }
  return builder.build();
}

const MEMBERS = 2;

function weightsOf(layer: FirstLayer): Weights {
  const specs = firstLayerSpecs({ modality: 0, layer });
  const values = initialValues(specs, MEMBERS, RandomStream.fromSeed(1));
  return nameWeights(specs, splitWeights(tf.tensor2d(values, [MEMBERS, values.length / MEMBERS]), specs));
}

function readAll(layer: FirstLayer, matrix: SparseMatrix, rows: readonly Int32Array[], weights: Weights) {
  return tf.tidy(() => {
    const uploaded = uploadRows({ modality: 0, layer }, { matrix, rows, members: MEMBERS });
    return uploaded.read(uploaded.values, weights).arraySync();
  });
}

/** Column of an item's value, `hour` before the prediction; the next says that it was measured. */
const column = (hours: number, item: number, hour: number): number => (item * hours + hour) * 2;

describe('hours of a record', () => {
  const HOURS = 4;
  /** Item 0: 1.5 three hours before and -2 one hour before; item 1: measured without a value two hours before. */
  const ROW = {
    [column(HOURS, 0, 1)]: -2,
    [column(HOURS, 0, 1) + 1]: 1,
    [column(HOURS, 0, 3)]: 1.5,
    [column(HOURS, 0, 3) + 1]: 1,
    [column(HOURS, 1, 2) + 1]: 1,
  };
  const matrix = matrixOf(2 * HOURS * 2, [{}, ROW]);

  test('carry the last value on, say when it was measured, and how long ago', () => {
    const { steps, begun } = hourlySteps(matrix, Int32Array.of(1), { items: 2, hours: HOURS });
    const [one, two] = [recency(1), recency(2)];
    // Columns: values of both items, measured, recency.
    const expected = [
      [1.5, 0, 1, 0, 1, 0],
      [1.5, 0, 0, 1, one, 1],
      [-2, 0, 1, 0, 1, one],
      [-2, 0, 0, 0, one, two],
    ];
    expected.flat().forEach((value, i) => expect(steps[i], `cell ${i}`).toBeCloseTo(value, 6));
    expect([...begun]).toEqual([1, 1, 1, 1]);
    expect(recency(12)).toBe(0.5);
  });

  test('a row without results never begins, beside one that does', () => {
    const { steps, begun } = hourlySteps(matrix, Int32Array.of(0, 1), { items: 2, hours: HOURS });
    expect([...begun]).toEqual([0, 1, 0, 1, 0, 1, 0, 1]);
    expect(Array.from({ length: 6 }, (_, i) => steps[i])).toEqual([0, 0, 0, 0, 0, 0]);
  });

  test('effects take each feature over the hours for which it holds', () => {
    const gradient = Float64Array.from({ length: 24 }, (_, i) => i + 1);
    const effects = hourlyEffects(matrix, 1, { items: 2, hours: HOURS }, gradient);
    expect(effects[column(HOURS, 0, 3)]).toBeCloseTo(1.5 * (1 + 7), 9);
    expect(effects[column(HOURS, 0, 1)]).toBeCloseTo(-2 * (13 + 19), 9);
    // Measured, and how recent, until it is measured again.
    expect(effects[column(HOURS, 0, 3) + 1]).toBeCloseTo(3 + 5 + 11 * recency(1), 9);
    expect(effects[column(HOURS, 1, 3) + 1]).toBe(0);
  });
});

describe('a recurrent layer', () => {
  const layerOf = (hours: number): FirstLayer => ({ kind: 'recurrent', items: 2, hours, width: 3 });
  const recordOf = (hours: number): SparseMatrix =>
    matrixOf(2 * hours * 2, [
      {
        [column(hours, 0, 0)]: 1,
        [column(hours, 0, 0) + 1]: 1,
        [column(hours, 1, 2)]: -1,
        [column(hours, 1, 2) + 1]: 1,
      },
      {},
    ]);

  test('reads the same record alike, however many empty hours stand before it', () => {
    const weights = weightsOf(layerOf(3));
    const rows = [Int32Array.of(0, 1)];
    const short = readAll(layerOf(3), recordOf(3), rows, weights);
    expect(readAll(layerOf(9), recordOf(9), rows, weights)).toEqual(short);
    expect(short[0]![0]!.some((value) => Math.abs(value) > 0.01)).toBe(true);
  });

  test('is 0 where nothing was measured', () => {
    const read = readAll(layerOf(3), recordOf(3), [Int32Array.of(1)], weightsOf(layerOf(3)));
    expect(read).toEqual([[[0, 0, 0]], [[0, 0, 0]]]);
  });

  test('rows of each member are those that all share', () => {
    const weights = weightsOf(layerOf(3));
    const rows = Int32Array.of(1, 0);
    const shared = readAll(layerOf(3), recordOf(3), [rows], weights);
    expect(readAll(layerOf(3), recordOf(3), [rows, rows], weights)).toEqual(shared);
    expect(shared[0]).not.toEqual(shared[1]);
  });
});

describe('a bag', () => {
  const layer: FirstLayer = { kind: 'bag', columns: 5, width: 3 };
  const matrix = matrixOf(5, [{ 0: 1, 3: 2 }, {}, { 1: 1, 2: 1, 3: 1, 4: -1 }]);
  const weights = weightsOf(layer);
  const table = [...weights.values()][0]!.arraySync();
  const bag = (member: number, row: Readonly<Record<number, number>>): number[] =>
    [0, 1, 2].map((k) => {
      const entries = Object.entries(row);
      const sum = entries.reduce((total, [c, value]) => total + value * table[member]![Number(c)]![k]!, 0);
      return sum / Math.sqrt(Math.max(entries.length, 1));
    });
  const expectClose = (actual: number[], expected: number[]): void =>
    actual.forEach((value, k) => expect(value).toBeCloseTo(expected[k]!, 5));

  test('adds up the vectors of the features that are there, by member', () => {
    const read = readAll(layer, matrix, [Int32Array.of(2, 1), Int32Array.of(0, 2)], weights);
    expectClose(read[0]![0]!, bag(0, { 1: 1, 2: 1, 3: 1, 4: -1 }));
    expect(read[0]![1]).toEqual([0, 0, 0]);
    expectClose(read[1]![0]!, bag(1, { 0: 1, 3: 2 }));
    expectClose(readAll(layer, matrix, [Int32Array.of(0)], weights)[1]![0]!, bag(1, { 0: 1, 3: 2 }));
  });

  test('gradients of vectors and weights are slopes, and rows without a feature leave them 0', async () => {
    const name = [...weights.keys()][0]!;
    const start = weights.get(name)!;
    const rows = [Int32Array.of(0, 1), Int32Array.of(2, 1)];
    const pull = tf.tensor3d(
      Array.from({ length: 12 }, (_, i) => Math.sin(i + 1)),
      [2, 2, 3],
    );
    const leaked = await leakedTensors(() =>
      tf.tidy(() => {
        const uploaded = uploadRows({ modality: 0, layer }, { matrix, rows, members: MEMBERS });
        const objective = (vectors: tf.Tensor, values: tf.Tensor): tf.Scalar =>
          tf.sum(tf.mul(uploaded.read(values, new Map([[name, vectors as tf.Tensor3D]])), pull));
        const found = tf.grads(objective)([start, uploaded.values]);
        const slopes = (of: tf.Tensor, score: (moved: tf.Tensor) => tf.Scalar): number[] =>
          Array.from({ length: of.size }, (_, i) => {
            const moved = (change: number): number => {
              const values = of.dataSync<'float32'>().slice();
              values[i]! += change;
              return score(tf.tensor(values, of.shape)).dataSync()[0]!;
            };
            return (moved(0.05) - moved(-0.05)) / 0.1;
          });
        const ofVectors = slopes(start, (moved) => objective(moved, uploaded.values));
        const ofValues = slopes(uploaded.values, (moved) => objective(start, moved));
        expectClose([...found[0]!.dataSync()], ofVectors);
        expectClose([...found[1]!.dataSync()], ofValues);
        expect(found[0]!.arraySync()).toHaveProperty('[0][1]', [0, 0, 0]);
      }),
    );
    expect(leaked).toBe(0);
  });

  test('effects add up to what the features of the row add', () => {
    const uploaded = uploadRows(
      { modality: 0, layer },
      { matrix, rows: [Int32Array.of(0)], members: MEMBERS },
    );
    const effects = uploaded.effects([0.5, -1]);
    expect(effects[0]).toBeCloseTo(0.5 / Math.SQRT2, 6);
    expect(effects[3]).toBeCloseTo(-2 / Math.SQRT2, 6);
    expect(effects.filter((value) => value !== 0)).toHaveLength(2);
  });

  test('a batch without any feature is 0, and still has a gradient', () => {
    const uploaded = uploadRows(
      { modality: 0, layer },
      { matrix, rows: [Int32Array.of(1)], members: MEMBERS },
    );
    const read = (vectors: tf.Tensor): tf.Tensor =>
      uploaded.read(uploaded.values, new Map([[[...weights.keys()][0]!, vectors as tf.Tensor3D]]));
    const start = [...weights.values()][0]!;
    expect(
      read(start)
        .dataSync()
        .every((value) => value === 0),
    ).toBe(true);
    expect(
      tf
        .grad((vectors) => tf.sum(read(vectors)))(start)
        .dataSync()
        .every((value) => value === 0),
    ).toBe(true);
  });
});
