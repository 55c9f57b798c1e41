import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, expect, test } from 'vitest';
import type { Weights } from '../encoders/parameters.ts';
import { useCpuEngine } from '../testing/cpu-engine.ts';
import {
  type BipartiteLayer,
  edgeSpecs,
  layerSpecs,
  updateEdges,
  updateModalities,
  updatePatients,
} from './bipartite.ts';

beforeAll(useCpuEngine);

const LAYER: BipartiteLayer = { name: 'graph', modalities: 2, width: 1 };
const VALUES: Readonly<Record<string, number>> = {
  'message.node': 0.5,
  'message.edge': 1,
  'update.message': 1,
  'update.node': 0.5,
  'edges.source': 0.2,
  'edges.target': 0.3,
  'edges.edge': 1,
};
const WEIGHTS: Weights = new Map(
  [...layerSpecs(LAYER), ...edgeSpecs(LAYER)].map(({ name }) => [
    name,
    tf.tensor3d([VALUES[name.replace('graph.', '')] ?? 0], [1, 1, 1]),
  ]),
);

test('the layers of MUSE by hand: d = 1, no biases, the same weights in both', () => {
  const filled = tf.tensor3d([1, 1, 1, 0], [2, 2, 1]);
  // Two patients; the second lacks the second modality.
  const encodings = tf.tensor3d([0.5, 2, -1, 0], [2, 2, 1]);
  const edges = { toPatients: encodings, toModalities: encodings, filled };
  const nodes = { patients: tf.ones<tf.Rank.R3>([1, 1, 1]), modalities: tf.tensor3d([1, -0.5], [2, 1, 1]) };
  const patients = updatePatients(nodes, edges, WEIGHTS, LAYER);
  const modalities = updateModalities(nodes, edges, WEIGHTS, LAYER);
  expect([...patients.dataSync()]).toEqual([1, 3]);
  expect([...modalities.dataSync()]).toEqual([2.25, 0]);
  const after = { patients, modalities };
  const represented = updatePatients(after, updateEdges(after, edges, WEIGHTS, LAYER), WEIGHTS, LAYER);
  const [first, second] = represented.dataSync();
  expect(first).toBeCloseTo(1.6875, 5);
  expect(second).toBeCloseTo(5.975, 5);
});

test('a node without edges hears nothing', () => {
  const none = tf.zeros<tf.Rank.R3>([2, 2, 1]);
  const encodings = tf.fill<tf.Rank.R3>([2, 2, 1], 9);
  const nodes = { patients: tf.ones<tf.Rank.R3>([1, 2, 1]), modalities: tf.ones<tf.Rank.R3>([2, 1, 1]) };
  const edges = { toPatients: encodings, toModalities: encodings, filled: none };
  expect([...updatePatients(nodes, edges, WEIGHTS, LAYER).dataSync()]).toEqual([0.5, 0.5]);
  expect([...updateModalities(nodes, edges, WEIGHTS, LAYER).dataSync()]).toEqual([0.5, 0.5]);
});
