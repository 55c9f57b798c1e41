import * as tf from '@tensorflow/tfjs-core';
import { dense } from '../encoders/dense.ts';
import type { ParameterSpec, Weights } from '../encoders/parameters.ts';
import type { RandomStream } from '../random/random-stream.ts';
import { dropoutMask } from '../training/dropout.ts';

/** Zeroes some of what passes and raises the rest; when scoring, what leaves it as it is. */
export type Drop = (x: tf.Tensor4D) => tf.Tensor4D;

export const DROP_NOTHING: Drop = (x) => x;

/** Seeded dropout of a rate in steps of 1/256. */
export function dropAt(rate: number, random: RandomStream): Drop {
  return (x) => tf.mul(x, tf.reshape(dropoutMask(random, [1, 1, x.size], rate), x.shape));
}

/** `[members * M, batch, d]` to the tokens of each patient, `[members, batch, M, d]`. */
export function toTokens(slots: tf.Tensor3D, modalities: number): tf.Tensor4D {
  const [stack, batch, width] = slots.shape;
  return tf.transpose(tf.reshape(slots, [stack / modalities, modalities, batch, width]), [0, 2, 1, 3]);
}

/** The inverse of `toTokens`. */
export function toSlots(tokens: tf.Tensor4D): tf.Tensor3D {
  const [members, batch, modalities, width] = tokens.shape;
  return tf.reshape(tf.transpose(tokens, [0, 2, 1, 3]), [members * modalities, batch, width]);
}

/** A layer that all tokens share: `[members, batch, T, inputs]` to `[members, batch, T, outputs]`. */
export function denseTokens(x: tf.Tensor4D, weights: Weights, layer: string): tf.Tensor4D {
  const [members, batch, tokens, inputs] = x.shape;
  const output = dense(tf.reshape(x, [members, batch * tokens, inputs]), weights, layer);
  return tf.reshape(output, [members, batch, tokens, output.shape[2]]);
}

/** A vector that members have one of and learn, of some groups; it starts normal with this deviation, or at 0. */
export function vectorSpec(name: string, width: number, { groups = 1, deviation = 0 } = {}): ParameterSpec {
  return { name, groups, rows: 1, columns: width, deviation, decays: false };
}
