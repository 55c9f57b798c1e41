import * as tf from '@tensorflow/tfjs-core';
import { type ParameterSpec, type Weights, weightOf } from '../encoders/parameters.ts';
import { vectorSpec } from './tokens.ts';

/**
 * A layer of a graph whose nodes are patients and modalities, an edge where a slot is filled, its encoding on the edge.
 * Messages in both directions go through the same weights. Dense: `[members * M, batch, d]` with the filled mask.
 */
export interface BipartiteLayer {
  readonly name: string;
  readonly modalities: number;
  /** Of encodings, edges and nodes. */
  readonly width: number;
}

/** Nodes before a layer. */
export interface Nodes {
  /** `[members, batch or 1, d]`. */
  readonly patients: tf.Tensor3D;
  /** `[members * M, 1, d]`. */
  readonly modalities: tf.Tensor3D;
}

/** What is on the edges, seen from either side, `[members * M, batch, d]`; alike before the first layer. */
export interface Edges {
  readonly toPatients: tf.Tensor3D;
  readonly toModalities: tf.Tensor3D;
  /** `[members * M, batch, 1]`, 0 or 1. */
  readonly filled: tf.Tensor3D;
}

/** The edges before the first layer: the encodings in the filled slots. */
export function edgesOf(encodings: tf.Tensor3D, filled: tf.Tensor3D): Edges {
  return { toPatients: encodings, toModalities: encodings, filled };
}

const MESSAGE = ['node', 'edge'] as const;
const UPDATE = ['message', 'node'] as const;
const EDGE = ['source', 'target', 'edge'] as const;
const weightName = ({ name }: BipartiteLayer, of: string, part: string): string => `${name}.${of}.${part}`;

/** Parameters of messages and of the update of nodes: `P [source; edge] + p`, `Q [message; node] + q`. */
export function layerSpecs(layer: BipartiteLayer): ParameterSpec[] {
  return [...joinSpecs(layer, 'message', MESSAGE), ...joinSpecs(layer, 'update', UPDATE)];
}

/** Parameters of the update of edges: `W [source; target; edge] + w`. */
export function edgeSpecs(layer: BipartiteLayer): ParameterSpec[] {
  return joinSpecs(layer, 'edges', EDGE);
}

/** A layer on a concatenation is the sum of layers on its parts. */
function joinSpecs(layer: BipartiteLayer, of: string, parts: readonly string[]): ParameterSpec[] {
  const { width } = layer;
  const deviation = Math.sqrt(2 / (parts.length * width));
  return [
    ...parts.map((part) => ({
      name: weightName(layer, of, part),
      groups: 1,
      rows: width,
      columns: width,
      deviation,
      decays: true,
    })),
    vectorSpec(weightName(layer, of, 'bias'), width),
  ];
}

/** Patients after a layer, `[members, batch, d]`: `ReLU(Q [mean over filled of ReLU(P [v; e]); h])`. */
export function updatePatients(
  { patients, modalities }: Nodes,
  { toPatients, filled }: Edges,
  weights: Weights,
  layer: BipartiteLayer,
): tf.Tensor3D {
  const [stack, batch, width] = toPatients.shape;
  const members = stack / layer.modalities;
  const byMember = (x: tf.Tensor): tf.Tensor4D =>
    tf.reshape(x, [members, layer.modalities, x.size / stack / (x.shape[2] ?? 1), x.shape[2] ?? 1]);
  const messages = messagesOf(modalities, toPatients, weights, layer);
  const total = tf.sum(byMember(tf.mul(messages, filled)), 1);
  const count = tf.maximum(tf.sum(byMember(filled), 1), 1);
  const mean: tf.Tensor3D = tf.reshape(tf.div(total, count), [members, batch, width]);
  return updateNodes(mean, patients, weights, layer);
}

/** Modalities after a layer, `[members * M, 1, d]`: the same over the patients that have them. */
export function updateModalities(
  { patients, modalities }: Nodes,
  { toModalities, filled }: Edges,
  weights: Weights,
  layer: BipartiteLayer,
): tf.Tensor3D {
  const messages = messagesOf(toEdges(patients, layer), toModalities, weights, layer);
  const total = tf.sum(tf.mul(messages, filled), 1, true);
  const mean: tf.Tensor3D = tf.div(total, tf.maximum(tf.sum(filled, 1, true), 1));
  return updateNodes(mean, modalities, weights, layer);
}

/** Edges after a layer, from the nodes after it; the two directions differ from then on. */
export function updateEdges(
  { patients, modalities }: Nodes,
  { toPatients, toModalities, filled }: Edges,
  weights: Weights,
  layer: BipartiteLayer,
): Edges {
  const own = toEdges(patients, layer);
  const update = (source: tf.Tensor3D, target: tf.Tensor3D, edges: tf.Tensor3D): tf.Tensor3D =>
    join(layer, 'edges', weights, { source, target, edge: edges });
  return {
    toPatients: update(modalities, own, toPatients),
    toModalities: update(own, modalities, toModalities),
    filled,
  };
}

/** Patient nodes on the edges of all modalities, `[members * M, batch or 1, d]`. */
function toEdges(patients: tf.Tensor3D, { modalities }: BipartiteLayer): tf.Tensor3D {
  const [members, rows, width] = patients.shape;
  const each = tf.tile(tf.reshape(patients, [members, 1, rows, width]), [1, modalities, 1, 1]);
  return tf.reshape(each, [members * modalities, rows, width]);
}

function messagesOf(
  node: tf.Tensor3D,
  edge: tf.Tensor3D,
  weights: Weights,
  layer: BipartiteLayer,
): tf.Tensor3D {
  return join(layer, 'message', weights, { node, edge });
}

function updateNodes(
  message: tf.Tensor3D,
  node: tf.Tensor3D,
  weights: Weights,
  layer: BipartiteLayer,
): tf.Tensor3D {
  return join(layer, 'update', weights, { message, node });
}

/** `ReLU` of a layer on a concatenation, its parts `[members * groups, rows or 1, d]` broadcast to each other. */
function join(
  layer: BipartiteLayer,
  of: string,
  weights: Weights,
  parts: Readonly<Record<string, tf.Tensor3D>>,
): tf.Tensor3D {
  const bias = weightOf(weights, weightName(layer, of, 'bias'));
  const [members, , width] = bias.shape;
  const sum = Object.entries(parts).reduce<tf.Tensor4D>(
    (total, [part, x]) => {
      const [stack, rows] = x.shape;
      const groups = stack / members;
      const weight = weightOf(weights, weightName(layer, of, part));
      const product = tf.matMul(tf.reshape(x, [members, groups * rows, width]), weight);
      return tf.add(total, tf.reshape(product, [members, groups, rows, width]));
    },
    tf.reshape(bias, [members, 1, 1, width]),
  );
  const [, groups, rows] = sum.shape;
  return tf.reshape(tf.relu(sum), [members * groups, rows, width]);
}
