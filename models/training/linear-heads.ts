import * as tf from '@tensorflow/tfjs-core';
import { choleskySolve } from '../linear-algebra/cholesky.ts';
import { readBack } from '../network/read-back.ts';

/** Linear heads on frozen encodings, one a member and modality: `o = z . weight + bias`. */
export interface LinearHeads {
  /** Row-major `[members * M, d]`. */
  readonly weights: Float32Array;
  /** `[members * M]`. */
  readonly biases: Float32Array;
}

/** Ridge on standardised encodings; the bias has almost none, just enough for rows of one class. */
const RIDGE = 1;
const BIAS_RIDGE = 1e-3;
const NEWTON_STEPS = 8;
const SMALLEST_DEVIATION = 1e-6;

/**
 * Logistic regression of the label on each encoding, ridge penalised, by Newton's method on all heads at once: the
 * products run on the engine, the small systems are solved in float64.
 * @param encodings `[members * M, rows, d]`.
 * @param present `[members * M, rows, 1]`, 1 for the rows that a head is fitted on.
 * @param labels `[1, rows, 1]`.
 */
export function fitLinearHeads(
  encodings: tf.Tensor3D,
  present: tf.Tensor3D,
  labels: tf.Tensor3D,
): LinearHeads {
  const [heads, , width] = encodings.shape;
  const { design, means, deviations } = standardise(encodings, present);
  const parameters = new Float64Array(heads * (width + 1));
  for (let step = 0; step < NEWTON_STEPS; step += 1) {
    addNewtonStep(parameters, newtonSystem(design, present, labels, parameters), width + 1);
  }
  const fitted = undoStandardising(parameters, means.dataSync(), deviations.dataSync());
  tf.dispose([design, means, deviations]);
  return fitted;
}

/** Encodings with mean 0 and deviation 1 over the present rows, absent rows 0, a column of ones last. */
function standardise(
  encodings: tf.Tensor3D,
  present: tf.Tensor3D,
): { readonly design: tf.Tensor3D; readonly means: tf.Tensor3D; readonly deviations: tf.Tensor3D } {
  const [design, means, deviations] = tf.tidy((): [tf.Tensor3D, tf.Tensor3D, tf.Tensor3D] => {
    const count = tf.maximum(tf.sum(present, 1, true), 1);
    const mean: tf.Tensor3D = tf.div(tf.sum(tf.mul(encodings, present), 1, true), count);
    const centred = tf.mul(tf.sub(encodings, mean), present);
    const variance = tf.div(tf.sum(tf.square(centred), 1, true), count);
    const deviation: tf.Tensor3D = tf.maximum(tf.sqrt(variance), SMALLEST_DEVIATION);
    return [tf.concat3d([tf.div(centred, deviation), present], 2), mean, deviation];
  });
  return { design, means, deviations };
}

interface NewtonSystem {
  /** Of the log-likelihood, `[heads, size]`. */
  readonly gradient: Float32Array;
  /** Negative curvature, `[heads, size, size]`. */
  readonly curvature: Float32Array;
}

function newtonSystem(
  design: tf.Tensor3D,
  present: tf.Tensor3D,
  labels: tf.Tensor3D,
  parameters: Float64Array,
): NewtonSystem {
  return readBack(() => {
    const [heads, , size] = design.shape;
    const current = tf.tensor3d(Float32Array.from(parameters), [heads, size, 1]);
    const probabilities = tf.sigmoid(tf.matMul(design, current));
    const residuals: tf.Tensor3D = tf.mul(tf.sub(labels, probabilities), present);
    const scatter = tf.mul(probabilities, tf.sub(1, probabilities));
    const scaled: tf.Tensor3D = tf.mul(design, scatter);
    return {
      gradient: tf.matMul(design, residuals, true, false).dataSync<'float32'>(),
      curvature: tf.matMul(design, scaled, true, false).dataSync<'float32'>(),
    };
  });
}

function addNewtonStep(parameters: Float64Array, { gradient, curvature }: NewtonSystem, size: number): void {
  for (let start = 0; start < parameters.length; start += size) {
    const head = start / size;
    const values = Float64Array.from(curvature.subarray(head * size * size, (head + 1) * size * size));
    const right = new Float64Array(size);
    for (let i = 0; i < size; i += 1) {
      const ridge = i === size - 1 ? BIAS_RIDGE : RIDGE;
      values[i * size + i] = (values[i * size + i] ?? 0) + ridge;
      right[i] = (gradient[start + i] ?? 0) - ridge * (parameters[start + i] ?? 0);
    }
    const step = choleskySolve({ rows: size, columns: size, values }, right);
    step?.forEach((change, i) => {
      parameters[start + i] = (parameters[start + i] ?? 0) + change;
    });
  }
}

function undoStandardising(
  parameters: Float64Array,
  means: ArrayLike<number>,
  deviations: ArrayLike<number>,
): LinearHeads {
  const heads = parameters.length - means.length;
  const width = means.length / heads;
  const weights = new Float32Array(means.length);
  const biases = new Float32Array(heads);
  for (let head = 0; head < heads; head += 1) {
    let bias = parameters[head * (width + 1) + width] ?? 0;
    for (let k = 0; k < width; k += 1) {
      const weight = (parameters[head * (width + 1) + k] ?? 0) / (deviations[head * width + k] ?? 1);
      weights[head * width + k] = weight;
      bias -= weight * (means[head * width + k] ?? 0);
    }
    biases[head] = bias;
  }
  return { weights, biases };
}

/** Logits of every head, `[members * M, rows]`. @param encodings `[members * M, rows, d]`. The caller disposes. */
export function everyHeadLogits({ weights, biases }: LinearHeads, encodings: tf.Tensor3D): tf.Tensor2D {
  return tf.tidy(() => {
    const [stack, rows, width] = encodings.shape;
    const scores = tf.matMul(encodings, tf.tensor3d(weights, [stack, width, 1]));
    return tf.reshape(tf.add(scores, tf.tensor3d(biases, [stack, 1, 1])), [stack, rows]);
  });
}

/** {@link everyHeadLogits}, members averaged, `[M, rows]`. The caller disposes. */
export function headLogits(heads: LinearHeads, encodings: tf.Tensor3D, members: number): tf.Tensor2D {
  return tf.tidy(() => {
    const logits = everyHeadLogits(heads, encodings);
    const [stack, rows] = logits.shape;
    return tf.mean(tf.reshape(logits, [members, stack / members, rows]), 0);
  });
}
