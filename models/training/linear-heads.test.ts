import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, test } from 'vitest';
import { RandomStream } from '../random/random-stream.ts';
import { fitLogisticRegression } from '../statistics/logistic-regression.ts';
import { useCpuEngine } from '../testing/cpu-engine.ts';
import { leakedTensors } from '../testing/leaked-tensors.ts';
import { fitLinearHeads, headLogits } from './linear-heads.ts';

beforeAll(useCpuEngine);

const ROWS = 200;
const WIDTH = 3;
const HEADS = 2;
const random = RandomStream.fromSeed(8);
/** Columns of quite different scale; the second head has nothing to say. */
const Z = Array.from({ length: HEADS }, () =>
  Array.from({ length: ROWS }, () => [random.normal(), 5 + 3 * random.normal(), 0.01 * random.normal()]),
);
const PRESENT = Array.from({ length: HEADS }, () =>
  Array.from({ length: ROWS }, () => Number(random.float() < 0.7)),
);
const LABELS = Array.from({ length: ROWS }, (_, row) =>
  Number(random.float() < 1 / (1 + Math.exp(1.5 - 1.2 * Z[0]![row]![0]! - 0.3 * (Z[0]![row]![1]! - 5)))),
);
const tensors = (): [tf.Tensor3D, tf.Tensor3D, tf.Tensor3D] => [
  tf.tensor3d(Z),
  tf.tensor3d(PRESENT.flat(), [HEADS, ROWS, 1]),
  tf.tensor3d(LABELS, [1, ROWS, 1]),
];

/** The same problem for one head, standardised over its present rows, in float64. */
function referenceScores(head: number): { rows: number[]; scores: number[] } {
  const rows = [...Array(ROWS).keys()].filter((row) => PRESENT[head]![row] === 1);
  const columns = [0, 1, 2].map((k) => rows.map((row) => Z[head]![row]![k]!));
  const standard = columns.map((values) => {
    const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
    const deviation = Math.sqrt(values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length);
    return values.map((value) => (value - mean) / deviation);
  });
  const fit = fitLogisticRegression({
    design: {
      rows: rows.length,
      columns: WIDTH,
      values: Float64Array.from(rows.flatMap((_, i) => standard.map((column) => column[i]!))),
    },
    labels: rows.map((row) => LABELS[row]!),
    penalties: [1, 1, 1],
  });
  if (!('value' in fit)) throw new Error(fit.undefined);
  const { intercept, coefficients } = fit.value;
  return {
    rows,
    scores: rows.map((_, i) =>
      standard.reduce((sum, column, k) => sum + column[i]! * coefficients[k]!, intercept),
    ),
  };
}

describe('fitLinearHeads', () => {
  test.each([0, 1])('head %i is the ridge logistic regression on its present rows', (head) => {
    const [z, present, labels] = tensors();
    const heads = fitLinearHeads(z, present, labels);
    const scores = headLogits(heads, z, 1).arraySync()[head]!;
    const reference = referenceScores(head);
    reference.rows.forEach((row, i) => expect(scores[row]).toBeCloseTo(reference.scores[i]!, 2));
  });

  test('rows where the modality is absent do not enter', () => {
    const [z, present, labels] = tensors();
    const changed = tf.where(tf.cast(tf.sub(1, present), 'bool'), tf.fill([HEADS, ROWS, WIDTH], 99), z);
    const other = fitLinearHeads(changed as tf.Tensor3D, present, labels);
    expect(other.weights).toEqual(fitLinearHeads(z, present, labels).weights);
  });

  test('one class alone, or one constant column, still gives finite heads', () => {
    const [z, present] = tensors();
    const heads = fitLinearHeads(tf.mul(z, tf.tensor1d([1, 0, 1])), present, tf.zeros([1, ROWS, 1]));
    expect([...heads.weights, ...heads.biases].every(Number.isFinite)).toBe(true);
  });

  test('leaves nothing behind', async () => {
    const [z, present, labels] = tensors();
    expect(await leakedTensors(() => void fitLinearHeads(z, present, labels))).toBe(0);
  });
});

test('headLogits averages members', () => {
  const heads = { weights: Float32Array.of(1, 2, 3, 4), biases: Float32Array.of(0, 10, 20, 30) };
  // Two members of two modalities, one row each of width 1.
  const logits = headLogits(heads, tf.tensor3d([1, 1, 1, 1], [4, 1, 1]), 2);
  expect(logits.arraySync()).toEqual([[(1 + 23) / 2], [(12 + 34) / 2]]);
});
