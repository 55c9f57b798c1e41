import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, test } from 'vitest';
import { RandomStream } from '../random/random-stream.ts';
import { useCpuEngine } from '../testing/cpu-engine.ts';
import { leakedTensors } from '../testing/leaked-tensors.ts';
import { type Contrast, crdLoss, partitionOf } from './crd.ts';
import { normalise } from './embedding.ts';
import { infoNceLoss } from './info-nce.ts';
import { initialBank, MemoryBank } from './memory-bank.ts';

beforeAll(useCpuEngine);

const R = Math.SQRT1_2;
/** `e_t` of method.md TEST 4.1 and 4.2. */
const TEACHERS = [
  [1, 0],
  [0, 1],
  [R, R],
];
const STUDENTS = [
  [1, 0.2],
  [-0.3, 1],
  [0.5, 1],
];
const one = (rows: readonly (readonly number[])[]): tf.Tensor3D =>
  tf.tensor3d(rows.flat(), [1, rows.length, rows[0]!.length]);
const valuesOf = (tensor: tf.Tensor): number[] => Array.from(tensor.dataSync());
const column = (values: readonly number[], pairs = 1): tf.Tensor3D =>
  tf.tensor3d([...values], [pairs, values.length / pairs, 1]);

describe('method.md TEST 4.1: CRD', () => {
  const contrast = (): Contrast => ({
    anchors: normalise(one(STUDENTS.slice(0, 1))),
    positives: one(TEACHERS.slice(0, 1)),
    candidates: one(TEACHERS),
    negatives: tf.tensor3d([0, 1, 1], [1, 1, 3]),
    paired: column([1]),
  });
  const encounters = (): tf.Tensor3D => tf.tensor3d([3], [1, 1, 1]);
  const lossWith = (partition: number): number =>
    valuesOf(
      crdLoss(contrast(), 0.5, { partition: tf.tensor3d([partition], [1, 1, 1]), encounters: encounters() }),
    )[0]!;

  test('scores', () => {
    const { anchors, candidates } = contrast();
    const found = valuesOf(tf.matMul(anchors, candidates, false, true));
    [0.9805806757, 0.1961161351, 0.8320502943].forEach((score, i) => expect(found[i]).toBeCloseTo(score, 6));
  });

  test('loss without and with the partition, and the partition', () => {
    expect(lossWith(1)).toBeCloseTo(3.447618142, 5);
    expect(lossWith(13.8687795574)).toBeCloseTo(1.4336027329, 5);
    expect(valuesOf(partitionOf(contrast(), 0.5, encounters()))[0]).toBeCloseTo(13.8687795574, 4);
  });

  test('peers.md: n = 4, K = 2, scores .5; .1, .2', () => {
    // With one dimension and temperature 1 a score is exp(anchor * row).
    const loss = crdLoss(
      {
        anchors: column([1]),
        positives: column([Math.log(0.5)]),
        candidates: column([Math.log(0.1), Math.log(0.2)]),
        negatives: tf.ones([1, 1, 2]),
        paired: column([1]),
      },
      1,
      { partition: tf.ones([1, 1, 1]), encounters: tf.tensor3d([4], [1, 1, 1]) },
    );
    expect(valuesOf(loss)[0]).toBeCloseTo(1.211941, 5);
  });

  test('anchors that lack one of both, or have no negative, do not enter', () => {
    const wide = (paired: number[], second: readonly number[]): Contrast => ({
      anchors: normalise(one([STUDENTS[0]!, second])),
      positives: one([TEACHERS[0]!, TEACHERS[1]!]),
      candidates: one(TEACHERS),
      negatives: tf.tensor3d([0, 1, 1, 0, 0, 0], [1, 2, 3]),
      paired: column(paired),
    });
    const scale = { partition: tf.ones<tf.Rank.R3>([1, 1, 1]), encounters: encounters() };
    for (const paired of [
      [1, 0],
      [1, 1],
    ]) {
      expect(valuesOf(crdLoss(wide(paired, [5, -3]), 0.5, scale))[0]).toBeCloseTo(3.447618142, 5);
    }
    expect(valuesOf(crdLoss(wide([0, 0], [1, 1]), 0.5, scale))[0]).toBe(0);
    expect(valuesOf(partitionOf(wide([1, 0], [5, -3]), 0.5, encounters()))[0]).toBeCloseTo(13.8687795574, 4);
  });

  test('a row of the bank moves half way to the embedding, at length 1; others stay', async () => {
    const leaked = await leakedTensors(() => {
      const bank = new MemoryBank({ pairs: 2, rows: 2, width: 2 }, Float32Array.of(0, 1, 3, 4, 5, 6, 0, 1));
      const rows = tf.tensor1d([0, 3], 'int32');
      const embeddings = tf.tensor3d([0.6, 0.8, 0.6, 0.8], [2, 1, 2]);
      const moved = tf.tensor3d([1, 0], [2, 1, 1]);
      bank.update(rows, embeddings, moved);
      const [first, second, ...others] = Array.from(bank.tensor().values);
      expect(first).toBeCloseTo(0.316227766, 6);
      expect(second).toBeCloseTo(0.9486832981, 6);
      expect(others).toEqual([3, 4, 5, 6, 0, 1]);
      bank.restart(
        [false, true],
        Float32Array.from({ length: 8 }, () => 9),
      );
      expect(Array.from(bank.tensor().values).slice(2)).toEqual([3, 4, 9, 9, 9, 9]);
      const taken = bank.take(tf.tidy(() => rows));
      expect(taken.shape).toEqual([2, 1, 2]);
      expect(valuesOf(taken).slice(2)).toEqual([9, 9]);
      tf.dispose([rows, embeddings, moved, taken]);
      bank.dispose();
    });
    expect(leaked).toBe(0);
  });

  test('a bank starts uniform within 1 / sqrt(q / 3)', () => {
    const values = initialBank({ pairs: 1, rows: 500, width: 12 }, RandomStream.fromSeed(1));
    expect(Math.max(...values.map(Math.abs))).toBeLessThanOrEqual(0.5);
    expect(Math.hypot(...values) / Math.sqrt(values.length)).toBeCloseTo(0.5 / Math.sqrt(3), 2);
  });
});

describe('method.md TEST 4.2: in-batch InfoNCE', () => {
  const loss = (students: tf.Tensor3D, teachers: tf.Tensor3D, paired: tf.Tensor3D): number[] =>
    valuesOf(infoNceLoss(students, teachers, paired, 0.5));

  test('the loss', () => {
    const students = normalise(one(STUDENTS));
    expect(loss(students, one(TEACHERS), column([1, 1, 1]))[0]).toBeCloseTo(0.6232176687, 6);
  });

  test('each side', () => {
    const logits = tf.matMul(normalise(one(STUDENTS)), one(TEACHERS), false, true).div(0.5);
    const own = (sided: tf.Tensor): number[] =>
      (tf.logSoftmax(sided, 2).arraySync() as number[][][])[0]!.map((row, i) => -row[i]!);
    [0.66847889, 0.3804419, 0.81711886].forEach((value, i) => expect(own(logits)[i]).toBeCloseTo(value, 6));
    const mean = own(tf.transpose(logits, [0, 2, 1])).reduce((sum, value) => sum + value, 0) / 3;
    expect(mean).toBeCloseTo(0.6244221231, 6);
  });

  test('only encounters that have both enter, as anchors and as others; pairs are apart', () => {
    const twice = tf.concat3d(
      [normalise(one([...STUDENTS, [7, 7]])), normalise(one([...STUDENTS, [1, 0]]))],
      0,
    );
    const teachers = tf.concat3d([one([...TEACHERS, [0, -1]]), one([...TEACHERS, [1, 0]])], 0);
    const [first, second] = loss(twice, teachers, column([1, 1, 1, 0, 0, 0, 0, 0], 2));
    expect(first).toBeCloseTo(0.6232176687, 6);
    expect(Math.abs(second!)).toBe(0);
  });
});

describe('gradients against finite differences', () => {
  const draw = (label: string, shape: [number, number, number]): tf.Tensor3D => {
    const random = RandomStream.fromSeed(label);
    return tf.tensor3d(
      Float32Array.from({ length: shape[0] * shape[1] * shape[2] }, () => random.normal()),
      shape,
    );
  };
  const paired = (): tf.Tensor3D => column([1, 1, 0, 1, 1, 1, 1, 1, 0, 1], 2);
  const negatives = (): tf.Tensor3D =>
    tf.tensor3d(
      Array.from({ length: 40 }, (_, i) => Number(i % 3 > 0)),
      [2, 5, 4],
    );
  const losses: Record<string, (x: tf.Tensor3D) => tf.Tensor1D> = {
    'InfoNCE along the students': (x) =>
      infoNceLoss(normalise(x), normalise(draw('t', [2, 5, 3])), paired(), 0.3),
    'InfoNCE along the teachers': (x) =>
      infoNceLoss(normalise(draw('s', [2, 5, 3])), normalise(x), paired(), 0.3),
    'CRD along the anchors': (x) =>
      crdLoss(
        {
          anchors: normalise(x),
          positives: normalise(draw('p', [2, 5, 3])),
          candidates: normalise(draw('c', [2, 4, 3])),
          negatives: negatives(),
          paired: paired(),
        },
        0.3,
        { partition: tf.tensor3d([9, 4], [2, 1, 1]), encounters: tf.tensor3d([7, 12], [2, 1, 1]) },
      ),
  };

  test.each(Object.keys(losses))('%s', (name) => {
    const x = draw('x', [2, 5, 3]);
    const total = (at: tf.Tensor3D): tf.Scalar => tf.sum(losses[name]!(at));
    const gradient = tf.grad(total as (x: tf.Tensor) => tf.Tensor)(x);
    const norm = Math.hypot(...gradient.dataSync());
    expect(norm).toBeGreaterThan(0.05);
    const lossAt = (distance: number): number =>
      total(tf.add(x, tf.mul(gradient, distance / norm))).dataSync()[0]!;
    const slope = (lossAt(1e-2) - lossAt(-1e-2)) / 2e-2;
    expect(slope / norm).toBeCloseTo(1, 2);
    // What does not take part has no gradient.
    expect(valuesOf(tf.slice(gradient, [0, 2, 0], [1, 1, 3])).every((value) => Math.abs(value) < 1e-6)).toBe(
      true,
    );
  });
});
