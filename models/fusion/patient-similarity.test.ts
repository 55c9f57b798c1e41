import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, expect, test } from 'vitest';
import { initialValues, nameWeights, splitWeights, type Weights } from '../encoders/parameters.ts';
import { RandomStream } from '../random/random-stream.ts';
import { useCpuEngine } from '../testing/cpu-engine.ts';
import { slopesAt } from '../testing/slope.ts';
import {
  alike,
  type Patients,
  type PatientSimilarity,
  similaritySpecs,
  sizeChange,
} from './patient-similarity.ts';

beforeAll(useCpuEngine);

const M = 2;
const ROWS = 4;
const WIDTH = 3;
const SIMILARITY: PatientSimilarity = { name: 'alike', modalities: M, width: WIDTH };

/** Weights of one member; everyone above the threshold is alike to some degree. */
function weightsOf(threshold = -20): Weights {
  const specs = similaritySpecs(SIMILARITY);
  const values = initialValues(specs, 1, RandomStream.fromSeed(2));
  const weights = nameWeights(specs, splitWeights(tf.tensor2d(values, [1, values.length]), specs));
  return new Map([...weights, ['alike.threshold', tf.fill<tf.Rank.R3>([1, 1, 1], threshold)]]);
}

/** The last patient has the second modality alone, the first the first alone. */
function patients(): Patients {
  const filled = tf.tensor3d([1, 1, 1, 0, 0, 1, 1, 1], [M, ROWS, 1]);
  const encodings = tf.mul(tf.randomNormal([M, ROWS, WIDTH], 0, 1, 'float32', 3), filled);
  return { encodings: encodings as tf.Tensor3D, filled };
}

test('a patient is as alike as can be to itself, less to others, and not at all without a common modality', () => {
  const own = alike(patients(), patients(), weightsOf(), SIMILARITY).arraySync()[0]!;
  own.forEach((row, i) => {
    expect(row[i]).toBeCloseTo(1, 4);
    row.forEach((value, j) => expect(value).toBeCloseTo(own[j]![i]!, 4));
  });
  expect(own[0]![3]).toBe(0);
  expect(own[1]![2]).toBeGreaterThan(0.01);
  expect(own[1]![2]).toBeLessThan(0.99);
});

test('what is at the threshold or below it is 0, the rest as it was', () => {
  const before = alike(patients(), patients(), weightsOf(), SIMILARITY).dataSync();
  const threshold = 0.5;
  const logit = Math.log(threshold / (1 - threshold));
  const after = alike(patients(), patients(), weightsOf(logit), SIMILARITY).dataSync();
  expect([...before].filter((value) => value > 0 && value < threshold).length).toBeGreaterThan(0);
  after.forEach((value, i) => expect(value).toBeCloseTo(before[i]! > threshold ? before[i]! : 0, 5));
});

test('the share of the plain kernel has the gradient of its slope', () => {
  const weights = weightsOf();
  const weighed = tf.randomNormal<tf.Rank.R3>([1, ROWS, ROWS], 0, 1, 'float32', 6);
  const { gradient, slope } = slopesAt(
    (gate) =>
      tf.sum(
        tf.mul(
          alike(patients(), patients(), new Map([...weights, ['alike.gate', gate]]), SIMILARITY),
          weighed,
        ),
      ),
    weights.get('alike.gate')!,
  );
  expect(gradient).toBeGreaterThan(1e-3);
  expect(slope / gradient).toBeCloseTo(1, 2);
});

test('a raised threshold pulls what is above it down, as if it were subtracted', () => {
  const weights = weightsOf(0);
  const pull = tf.grad((threshold) =>
    tf.sum(
      alike(
        patients(),
        patients(),
        new Map([...weights, ['alike.threshold', threshold as tf.Tensor3D]]),
        SIMILARITY,
      ),
    ),
  )(weights.get('alike.threshold')!);
  const above = alike(patients(), patients(), weights, SIMILARITY)
    .dataSync()
    .filter((value) => value > 0).length;
  expect(pull.dataSync()[0]).toBeCloseTo(-above / 4, 4);
});

test('how much maps change sizes: 0 for those that keep them, with the gradient of its slope', () => {
  const identity = tf.tile(tf.reshape(tf.eye(WIDTH), [1, WIDTH, WIDTH]), [M, 1, 1]);
  const keeping = new Map(
    [...weightsOf()].map(([name, weight]) => [name, name.endsWith('.weight') ? identity : weight]),
  ) as Weights;
  const { encodings, filled } = patients();
  const positive = { encodings: tf.abs(encodings), filled };
  expect(sizeChange(positive, keeping, SIMILARITY).dataSync()[0]).toBeCloseTo(0, 5);
  const { gradient, slope } = slopesAt(
    (x) => tf.sum(sizeChange({ encodings: x, filled }, weightsOf(), SIMILARITY)),
    encodings,
  );
  expect(gradient).toBeGreaterThan(0.01);
  expect(slope / gradient).toBeCloseTo(1, 1);
});
