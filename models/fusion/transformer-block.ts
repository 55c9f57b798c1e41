import * as tf from '@tensorflow/tfjs-core';
import { type DenseStack, denseSpecs } from '../encoders/dense.ts';
import { type ParameterSpec, type Weights, weightOf } from '../encoders/parameters.ts';
import { type Drop, denseTokens, vectorSpec } from './tokens.ts';

/** Keeps the normalisation of a token of equal entries finite. */
const VARIANCE_FLOOR = 1e-5;
/** What is added to the score of a token that is not seen: its weight is exactly 0 in float32. */
const UNSEEN = -1e9;
/** Width of the hidden layer of a block over that of its tokens. */
const WIDENING = 4;

/** A pre-norm transformer block on tokens of width d: attention among tokens, then a layer on each. */
export interface TransformerBlock {
  readonly name: string;
  readonly width: number;
  readonly heads: number;
}

const stackOf = (name: string, inputs: number, widths: readonly number[]): DenseStack => ({
  name,
  groups: 1,
  inputs,
  widths,
});
const headWidth = ({ width, heads }: TransformerBlock): number => Math.ceil(width / heads);

/** Parameters of a block: scale and shift of both norms, attention in and out, and two layers on each token. */
export function blockSpecs(block: TransformerBlock): ParameterSpec[] {
  const { name, width, heads } = block;
  const inner = heads * headWidth(block);
  return [
    ...normSpecs(`${name}.norm.0`, width),
    ...denseSpecs(stackOf(`${name}.attend`, width, [3 * inner])),
    ...denseSpecs(stackOf(`${name}.attended`, inner, [width])),
    ...normSpecs(`${name}.norm.1`, width),
    ...denseSpecs(stackOf(`${name}.each`, width, [WIDENING * width, width])),
  ];
}

/** Parameters of `normTokens`. The scale is kept as its distance from 1. */
export function normSpecs(name: string, width: number): ParameterSpec[] {
  return [vectorSpec(`${name}.scale`, width), vectorSpec(`${name}.shift`, width)];
}

/** Layer normalisation of each token `[members, batch, T, d]`. */
export function normTokens(tokens: tf.Tensor4D, weights: Weights, name: string): tf.Tensor4D {
  const [members, , , width] = tokens.shape;
  const vector = (part: string): tf.Tensor =>
    tf.reshape(weightOf(weights, `${name}.${part}`), [members, 1, 1, width]);
  const { mean, variance } = tf.moments(tokens, 3, true);
  const normed = tf.mul(tf.sub(tokens, mean), tf.rsqrt(tf.add(variance, VARIANCE_FLOOR)));
  return tf.add(tf.mul(normed, tf.add(vector('scale'), 1)), vector('shift'));
}

/**
 * @param tokens `[members, batch, T, d]`.
 * @param seen `[members, batch, T, T]` or broadcast to it, 0 or 1: whether the token of a row attends to that of a column;
 * every token to itself.
 * @see Vaswani et al. 2017, "Attention is all you need"; the norm comes first as in Xiong et al. 2020
 */
export function applyBlock(
  tokens: tf.Tensor4D,
  seen: tf.Tensor4D,
  { weights, drop }: { readonly weights: Weights; readonly drop: Drop },
  block: TransformerBlock,
): tf.Tensor4D {
  const { name } = block;
  const attended = attend(normTokens(tokens, weights, `${name}.norm.0`), seen, weights, block);
  const mixed: tf.Tensor4D = tf.add(tokens, drop(attended));
  const hidden = tf.relu(
    denseTokens(normTokens(mixed, weights, `${name}.norm.1`), weights, `${name}.each.0`),
  );
  return tf.add(mixed, drop(denseTokens(drop(hidden), weights, `${name}.each.1`)));
}

function attend(
  tokens: tf.Tensor4D,
  seen: tf.Tensor4D,
  weights: Weights,
  block: TransformerBlock,
): tf.Tensor4D {
  const { name, heads } = block;
  const [members, batch, T] = tokens.shape;
  const width = headWidth(block);
  const byHead = (x: tf.Tensor): tf.Tensor3D =>
    tf.reshape(tf.transpose(tf.reshape(x, [members * batch, T, heads, width]), [0, 2, 1, 3]), [
      members * batch * heads,
      T,
      width,
    ]);
  const [query, key, value] = tf
    .split(denseTokens(tokens, weights, `${name}.attend.0`), 3, 3)
    .map(byHead) as [tf.Tensor3D, tf.Tensor3D, tf.Tensor3D];
  const scores = tf.reshape(tf.div(tf.matMul(query, key, false, true), Math.sqrt(width)), [
    members,
    batch,
    heads,
    T * T,
  ]);
  const hidden = tf.reshape(tf.mul(tf.sub(1, tf.broadcastTo(seen, [members, batch, T, T])), UNSEEN), [
    members,
    batch,
    1,
    T * T,
  ]);
  const shares = tf.softmax(tf.reshape(tf.add(scores, hidden), [members * batch * heads, T, T]));
  const taken = tf.reshape(tf.matMul(shares, value), [members * batch, heads, T, width]);
  const joined: tf.Tensor4D = tf.reshape(tf.transpose(taken, [0, 2, 1, 3]), [
    members,
    batch,
    T,
    heads * width,
  ]);
  return denseTokens(joined, weights, `${name}.attended.0`);
}
