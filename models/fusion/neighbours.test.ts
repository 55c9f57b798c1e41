import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, expect, test } from 'vitest';
import { initialValues, nameWeights, splitWeights, type Weights } from '../encoders/parameters.ts';
import { RandomStream } from '../random/random-stream.ts';
import { useCpuEngine } from '../testing/cpu-engine.ts';
import { fillFrom, lentBy, type Neighbours, neighbourSpecs } from './neighbours.ts';

beforeAll(useCpuEngine);

const NEIGHBOURS: Neighbours = { name: 'lending', modalities: 1, width: 1 };
/** The second of three has nothing to lend. */
const LENT = { values: tf.tensor3d([10, 0, 40], [1, 3, 1]), filled: tf.tensor3d([1, 0, 1], [1, 3, 1]) };
const SIMILARITY = tf.tensor3d([0.5, 1, 0.25, 0, 1, 0], [1, 2, 3]);

test('what is lent is a mean over those that have it, and nothing where nobody has', () => {
  const lent = lentBy(SIMILARITY, LENT, NEIGHBOURS).dataSync();
  expect(lent[0]).toBeCloseTo((0.5 * 10 + 0.25 * 40) / 0.75, 2);
  expect(lent[1]).toBe(0);
});

test('who is not among the others is as alike to itself as can be, where it has a modality', () => {
  const self = { values: tf.tensor3d([2, 7], [1, 2, 1]), filled: tf.tensor3d([1, 0], [1, 2, 1]) };
  const lent = lentBy(SIMILARITY, LENT, NEIGHBOURS, self).dataSync();
  expect(lent[0]).toBeCloseTo((0.5 * 10 + 0.25 * 40 + 2) / 1.75, 2);
  expect(lent[1]).toBe(0);
});

test('a slot that is not filled holds what is lent, another a share of each', () => {
  const specs = neighbourSpecs(NEIGHBOURS);
  const values = initialValues(specs, 1, RandomStream.fromSeed(1)).map(() => 0);
  const equal: Weights = nameWeights(specs, splitWeights(tf.tensor2d(values, [1, values.length]), specs));
  const lent = tf.tensor3d([6, 6], [1, 2, 1]);
  const own = { values: tf.tensor3d([2, 0], [1, 2, 1]), filled: tf.tensor3d([1, 0], [1, 2, 1]) };
  expect([...fillFrom(lent, own, equal, NEIGHBOURS).dataSync()]).toEqual([4, 6]);
});
