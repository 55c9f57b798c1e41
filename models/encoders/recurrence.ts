import * as tf from '@tensorflow/tfjs-core';
import { type ParameterSpec, type Weights, weightOf } from './parameters.ts';

export interface RecurrenceSize {
  readonly name: string;
  /** Width of what it reads at each step. */
  readonly inputs: number;
  /** Width of its state, `k`. */
  readonly width: number;
}

/**
 * Parameters of a gated recurrent unit: `input` reads the step, `state` what is remembered; `gates` are reset and update,
 * `candidate` is what may be written. All start with variance 1 / inputs, biases at 0.
 */
export function recurrenceSpecs({ name, inputs, width }: RecurrenceSize): ParameterSpec[] {
  const weight = (part: string, rows: number, columns: number): ParameterSpec => ({
    name: `${name}.${part}.weight`,
    groups: 1,
    rows,
    columns,
    deviation: 1 / Math.sqrt(rows),
    decays: true,
  });
  const bias = (part: string, columns: number): ParameterSpec => ({
    name: `${name}.${part}.bias`,
    groups: 1,
    rows: 1,
    columns,
    deviation: 0,
    decays: false,
  });
  return [
    weight('gates.input', inputs, 2 * width),
    weight('gates.state', width, 2 * width),
    bias('gates', 2 * width),
    weight('candidate.input', inputs, width),
    weight('candidate.state', width, width),
    bias('candidate', width),
  ];
}

/** What a recurrent unit reads, time first but for the members. */
export interface Sequences {
  /** `[members, steps, batch, inputs]`. */
  readonly steps: tf.Tensor4D;
  /** `[members, steps, batch, 1]`: 0 before a row begins, where its state stays 0, else 1. */
  readonly begun: tf.Tensor4D;
}

/**
 * The state of a gated recurrent unit after the last step, `[members, batch, k]`:
 * `r, z = sigmoid(x W + h U + b)`, `n = tanh(x W_n + r * (h U_n) + b_n)`, `h <- n + z * (h - n)`.
 * @see Cho et al. 2014, doi:10.3115/v1/D14-1179; the reset gate after the product, as in cuDNN
 */
export function applyRecurrence({ steps, begun }: Sequences, weights: Weights, name: string): tf.Tensor3D {
  const [members, length, batch] = steps.shape;
  const part = (of: string): tf.Tensor3D => weightOf(weights, `${name}.${of}`);
  const width = part('candidate.bias').shape[2];
  // What does not depend on the state is one product over all steps.
  const flat = tf.reshape(steps, [members, length * batch, steps.shape[3]]);
  const ofSteps = (of: string, columns: number): tf.Tensor3D[] => {
    const read = tf.add(tf.matMul(flat, part(`${of}.input.weight`)), part(`${of}.bias`));
    return tf.unstack(tf.reshape(read, [members, length, batch, columns]), 1) as tf.Tensor3D[];
  };
  const gates = ofSteps('gates', 2 * width);
  const candidates = ofSteps('candidate', width);
  const running = tf.unstack(begun, 1) as tf.Tensor3D[];
  const start: tf.Tensor3D = tf.zeros([members, batch, width]);
  return gates.reduce((state, own, step) => {
    const gate = tf.sigmoid(tf.add(own, tf.matMul(state, part('gates.state.weight'))));
    const [reset, update] = tf.split(gate, 2, 2) as [tf.Tensor3D, tf.Tensor3D];
    const remembered = tf.mul(reset, tf.matMul(state, part('candidate.state.weight')));
    const candidate = tf.tanh(tf.add(candidates[step] ?? own, remembered));
    const next = tf.add(candidate, tf.mul(update, tf.sub(state, candidate)));
    return tf.mul(next, running[step] ?? next);
  }, start);
}
