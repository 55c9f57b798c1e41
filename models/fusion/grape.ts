import * as tf from '@tensorflow/tfjs-core';
import { applyDense, type DenseStack, denseSpecs } from '../encoders/dense.ts';
import { type ParameterSpec, type Weights, weightOf } from '../encoders/parameters.ts';
import {
  type BipartiteLayer,
  type Edges,
  edgesOf,
  edgeSpecs,
  layerSpecs,
  type Nodes,
  updateEdges,
  updateModalities,
  updatePatients,
} from './bipartite.ts';
import { createClassifier } from './classifier.ts';
import { ofUnitLength } from './contrast.ts';
import { constant } from './constant.ts';
import type { Fusion, FusionBatch, FusionSizes, Lesson } from './fusion.ts';
import { dropSlots } from './sub-pattern.ts';
import { vectorSpec } from './tokens.ts';
import { sentence } from '../wording.ts';

const START = 'fusion.grape.start';
const NODES = 'fusion.grape.nodes';
/** Modality nodes after the first layer, as training patients leave them. */
const REMEMBERED = 'fusion.grape.remembered';
/** Edges that are dropped in each step. */
const DROPPED = 0.3;
/** Patients that modality nodes are averaged over when they are remembered. */
const ROWS = 2_048;

const REMARKS = [
  sentence`fusion ${'`grape`'} is our reading, by modality, of You et al. 2020 (GRAPE), whose code is for tables`,
];

/**
 * The graph of GRAPE: patients and modalities as nodes, encodings on the edges, two layers, nodes of unit length. In each
 * step some edges are dropped, and a head tells their encodings from the nodes at their ends.
 *
 * Our reading, by modality. You et al. 2020 ("Handling missing data with graph representation learning") have a table's
 * cells on the edges and one-hot columns, which here are the start vectors that a layer would make of them; the label is
 * read from the patient node, not from all predicted cells; the loss of dropped edges stands beside the label's with weight
 * 1, where the authors train on either; test patients are not in the graph, whose modality nodes after the first layer are
 * computed from training patients and kept.
 */
export function createGrapeFusion(sizes: FusionSizes): Fusion {
  const { modalities, encodingWidth: width } = sizes;
  const classifier = createClassifier({ ...sizes, fusedWidth: width });
  const layerNamed = (layer: number): BipartiteLayer => ({
    name: `fusion.grape.${layer}`,
    modalities,
    width,
  });
  const [first, second] = [layerNamed(0), layerNamed(1)];
  const stack = (name: string, inputs: number): DenseStack => ({
    name: `fusion.grape.${name}`,
    groups: 1,
    inputs,
    widths: [width, width],
  });
  const readout = stack('readout', width);
  const cell = stack('cell', 2 * width);
  const between = (edges: Edges, weights: Weights, nodes: tf.Tensor3D): { nodes: Nodes; edges: Edges } => {
    const after = { patients: toPatients(start(weights), edges, weights, first), modalities: nodes };
    return { nodes: after, edges: updateEdges(after, edges, weights, first) };
  };
  const read = (nodes: tf.Tensor3D, weights: Weights): tf.Tensor3D =>
    tf.relu(applyDense(nodes, weights, readout));
  return {
    ...classifier,
    fusedWidth: width,
    blockWeights: null,
    remarks: REMARKS,
    specs: (): ParameterSpec[] => [
      vectorSpec(START, width, { deviation: 1 }),
      vectorSpec(NODES, width, { groups: modalities, deviation: 1 }),
      ...layerSpecs(first),
      ...edgeSpecs(first),
      ...layerSpecs(second),
      ...denseSpecs(readout),
      ...denseSpecs(cell),
      ...classifier.specs(),
    ],
    fuse(encodings, filled, weights) {
      const { nodes, edges } = between(edgesOf(encodings, filled), weights, weightOf(weights, REMEMBERED));
      return read(toPatients(nodes, edges, weights, second), weights);
    },
    memory: {
      rows: ROWS,
      specs: () => [vectorSpec(REMEMBERED, width, { groups: modalities })],
      remember: (encodings, filled, weights) =>
        new Map([[REMEMBERED, toModalities(start(weights), edgesOf(encodings, filled), weights, first)]]),
    },
    learn({ encodings, filled, random }: FusionBatch, weights): Lesson {
      const kept = dropSlots(filled, modalities, random, DROPPED);
      const known = edgesOf(encodings, kept);
      const { nodes, edges } = between(known, weights, toModalities(start(weights), known, weights, first));
      const fused = read(toPatients(nodes, edges, weights, second), weights);
      const ends = toModalities(nodes, edges, weights, second);
      const modalityNodes = read(tf.reshape(ends, [fused.shape[0], modalities, width]), weights);
      const predicted = applyDense(pairs(fused, modalityNodes), weights, cell);
      return { fused, loss: squaredError(predicted, encodings, tf.sub(filled, kept), modalities) };
    },
  };
}

const start = (weights: Weights): Nodes => ({
  patients: weightOf(weights, START),
  modalities: weightOf(weights, NODES),
});
const toModalities = (nodes: Nodes, edges: Edges, weights: Weights, layer: BipartiteLayer): tf.Tensor3D =>
  ofUnitLength(updateModalities(nodes, edges, weights, layer));
const toPatients = (nodes: Nodes, edges: Edges, weights: Weights, layer: BipartiteLayer): tf.Tensor3D =>
  ofUnitLength(updatePatients(nodes, edges, weights, layer));

/** Both ends of every edge, `[members, batch, d]` and `[members, M, d]` to `[members, M * batch, 2 d]`. */
function pairs(patients: tf.Tensor3D, modalities: tf.Tensor3D): tf.Tensor3D {
  const [members, batch, width] = patients.shape;
  const M = modalities.shape[1];
  const own = tf.tile(tf.reshape(patients, [members, 1, batch, width]), [1, M, 1, 1]);
  const other = tf.tile(tf.reshape(modalities, [members, M, 1, width]), [1, 1, batch, 1]);
  return tf.reshape(tf.concat([own, other], 3), [members, M * batch, 2 * width]);
}

/** Mean squared error of the encodings of some edges, which are no less the target for being predicted, `[members]`. */
function squaredError(
  predicted: tf.Tensor3D,
  encodings: tf.Tensor3D,
  which: tf.Tensor3D,
  modalities: number,
): tf.Tensor1D {
  const [stack, batch, width] = encodings.shape;
  const members = stack / modalities;
  const target: tf.Tensor3D = tf.reshape(constant(encodings), [members, modalities * batch, width]);
  const chosen: tf.Tensor3D = tf.reshape(which, [members, modalities * batch, 1]);
  const total = tf.sum(tf.mul(tf.square(tf.sub(predicted, target)), chosen), [1, 2]);
  return tf.div(total, tf.mul(tf.maximum(tf.sum(chosen, [1, 2]), 1), width));
}
