import * as tf from '@tensorflow/tfjs-core';
import { applyDense, type DenseStack, denseSpecs } from '../encoders/dense.ts';
import { type ParameterSpec, type Weights, weightOf } from '../encoders/parameters.ts';
import { constant } from './constant.ts';
import { meanSquaredDistance, mixedKernel, squaredDistances } from './kernel.ts';
import { vectorSpec } from './tokens.ts';

/** Where the share of the plain kernel starts, before the logistic function. */
const GATE_START = -0.3;
const VARIANCE_FLOOR = 1e-5;
const SMALLEST_SQUARE = 1e-12;

/** Patients by modality. */
export interface Patients {
  /** `[members * M, rows, d]`, 0 where not filled. */
  readonly encodings: tf.Tensor3D;
  /** `[members * M, rows, 1]`, 0 or 1. */
  readonly filled: tf.Tensor3D;
}

/** How alike patients are, learned modality by modality. */
export interface PatientSimilarity {
  readonly name: string;
  readonly modalities: number;
  /** Of encodings. */
  readonly width: number;
}

const gateOf = ({ name }: PatientSimilarity): string => `${name}.gate`;
const thresholdOf = ({ name }: PatientSimilarity): string => `${name}.threshold`;
const mapOf = ({ name, modalities, width }: PatientSimilarity): DenseStack => ({
  name: `${name}.map`,
  groups: modalities,
  inputs: width,
  widths: [width, width, width],
});

/** Parameters: a map of each modality `F_m`, what share the plain encodings have, and below what nobody is alike. */
export function similaritySpecs(similarity: PatientSimilarity): ParameterSpec[] {
  return [
    ...denseSpecs(mapOf(similarity)),
    vectorSpec(gateOf(similarity), 1, { groups: similarity.modalities }),
    vectorSpec(thresholdOf(similarity), 1),
  ];
}

/**
 * `[members, rows, others]`: mean over the modalities that both have of a kernel on mapped encodings and one on plain ones;
 * 0 at a learned threshold and below. Scaled as the others are, so that a row is the same whoever stands beside it.
 */
export function alike(
  rows: Patients,
  others: Patients,
  weights: Weights,
  similarity: PatientSimilarity,
): tf.Tensor3D {
  const { modalities } = similarity;
  const plain = tf.sigmoid(tf.add(weightOf(weights, gateOf(similarity)), GATE_START));
  const kernels = tf.add(
    tf.mul(
      kernelOn(mapped(rows, weights, similarity), mapped(others, weights, similarity)),
      tf.sub(1, plain),
    ),
    tf.mul(kernelOn(rows, others), plain),
  );
  const both: tf.Tensor3D = tf.mul(rows.filled, tf.transpose(others.filled, [0, 2, 1]));
  const mean: tf.Tensor3D = tf.div(
    overModalities(tf.mul(kernels, both), modalities),
    tf.maximum(overModalities(both, modalities), 1),
  );
  return aboveThreshold(mean, tf.sigmoid(weightOf(weights, thresholdOf(similarity))));
}

/**
 * `sum_m | ||F_m h_m|| - ||h_m|| |`, `[members]`, norms over all patients that have a modality: maps are to keep the size of
 * what they map.
 */
export function sizeChange(patients: Patients, weights: Weights, similarity: PatientSimilarity): tf.Tensor1D {
  const size = ({ encodings, filled }: Patients): tf.Tensor =>
    tf.sqrt(tf.add(tf.sum(tf.square(tf.mul(encodings, filled)), [1, 2]), SMALLEST_SQUARE));
  const change = tf.abs(tf.sub(size(mapped(patients, weights, similarity)), size(patients)));
  const { modalities } = similarity;
  return tf.sum(tf.reshape(change, [change.size / modalities, modalities]), 1);
}

function mapped({ encodings, filled }: Patients, weights: Weights, similarity: PatientSimilarity): Patients {
  return { encodings: applyDense(encodings, weights, mapOf(similarity)), filled };
}

/** The kernel on encodings of mean 0 and variance 1 among the others that have them, its bandwidth held constant. */
function kernelOn(rows: Patients, others: Patients): tf.Tensor3D {
  const normalise = normaliserOf(others);
  const [from, to] = [normalise(rows.encodings), normalise(others.encodings)];
  const bandwidth = constant(meanSquaredDistance(squaredDistances(to, to), others.filled));
  return mixedKernel(squaredDistances(from, to), bandwidth);
}

function normaliserOf({ encodings, filled }: Patients): (x: tf.Tensor3D) => tf.Tensor3D {
  const count = tf.maximum(tf.sum(filled, 1, true), 1);
  const meanOf = (x: tf.Tensor): tf.Tensor => tf.div(tf.sum(tf.mul(x, filled), 1, true), count);
  const mean = meanOf(encodings);
  const scale = tf.rsqrt(tf.add(meanOf(tf.square(tf.sub(encodings, mean))), VARIANCE_FLOOR));
  return (x) => tf.mul(tf.sub(x, mean), scale);
}

/** `[members * M, rows, others]` to `[members, rows, others]`. */
function overModalities(x: tf.Tensor3D, modalities: number): tf.Tensor3D {
  const [stack, rows, others] = x.shape;
  return tf.sum(tf.reshape(x, [stack / modalities, modalities, rows, others]), 1);
}

/** What is above the threshold as it is, the rest 0; the threshold is pulled as if it were subtracted. */
function aboveThreshold(similarity: tf.Tensor3D, threshold: tf.Tensor3D): tf.Tensor3D {
  const above = tf.relu<tf.Tensor3D>(tf.sub(similarity, threshold));
  return tf.add(above, tf.mul(constant(threshold), tf.sign(above)));
}
