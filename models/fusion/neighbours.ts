import * as tf from '@tensorflow/tfjs-core';
import { applyDense, type DenseStack, denseSpecs } from '../encoders/dense.ts';
import type { ParameterSpec, Weights } from '../encoders/parameters.ts';

const SMALL = 1e-5;

/** What patients take over from others, modality by modality, in two layers. */
export interface Neighbours {
  readonly name: string;
  readonly modalities: number;
  /** Of encodings. */
  readonly width: number;
}

/** Values of patients that have them, by modality. */
export interface Lent {
  /** `[members * M, rows, d]`. */
  readonly values: tf.Tensor3D;
  /** `[members * M, rows, 1]`, 0 or 1. */
  readonly filled: tf.Tensor3D;
}

const LAYERS = ['lent.0', 'lent.1'] as const;
type Layer = (typeof LAYERS)[number];

function stackOf({ name, modalities, width }: Neighbours, part: string, columns = width): DenseStack {
  return { name: `${name}.${part}`, groups: modalities, inputs: width, widths: [columns] };
}
const shares = (neighbours: Neighbours): readonly [ofLent: DenseStack, ofOwn: DenseStack] => [
  stackOf(neighbours, 'share.lent', 1),
  stackOf(neighbours, 'share.own', 1),
];

/** Parameters: both layers, and by what a patient's own encoding and what is lent are weighed. */
export function neighbourSpecs(neighbours: Neighbours): ParameterSpec[] {
  return [...LAYERS.map((layer) => stackOf(neighbours, layer)), ...shares(neighbours)].flatMap(denseSpecs);
}

/** `ReLU` of a layer on what is taken over. */
export function takeOver(
  mean: tf.Tensor3D,
  layer: Layer,
  weights: Weights,
  neighbours: Neighbours,
): tf.Tensor3D {
  return tf.relu(applyDense(mean, weights, stackOf(neighbours, layer)));
}

/**
 * Mean of what others have of each modality, weighed by how alike they are, `[members * M, rows, d]`; 0 without any.
 * @param similarity `[members, rows, others]`.
 * @param self what the rows have themselves, where they are not among the others: as alike as can be.
 */
export function lentBy(
  similarity: tf.Tensor3D,
  { values, filled }: Lent,
  { modalities }: Neighbours,
  self?: Lent,
): tf.Tensor3D {
  const [members, rows, others] = similarity.shape;
  const each = tf.tile(tf.reshape(similarity, [members, 1, rows, others]), [1, modalities, 1, 1]);
  const weighed: tf.Tensor3D = tf.mul(
    tf.reshape(each, [members * modalities, rows, others]),
    tf.transpose(filled, [0, 2, 1]),
  );
  const sum = tf.matMul(weighed, values);
  const total = tf.sum(weighed, 2, true);
  if (self === undefined) return tf.div(sum, tf.add(total, SMALL));
  return tf.div(tf.add(sum, tf.mul(self.values, self.filled)), tf.add(tf.add(total, self.filled), SMALL));
}

/** Slots with their own encoding and what is lent, by learned shares; with what is lent alone where not filled. */
export function fillFrom(
  lent: tf.Tensor3D,
  { values, filled }: Lent,
  weights: Weights,
  neighbours: Neighbours,
): tf.Tensor3D {
  const [ofLent, ofOwn] = shares(neighbours);
  const strength = tf.sigmoid(applyDense(lent, weights, ofLent));
  const part = tf.div(strength, tf.add(strength, tf.sigmoid(applyDense(values, weights, ofOwn))));
  const own = tf.mul(tf.sub(1, part), filled);
  return tf.add(tf.mul(lent, tf.sub(1, own)), tf.mul(values, own));
}
