import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, expect, test } from 'vitest';
import { initialValues, nameWeights, splitWeights, type Weights } from '../encoders/parameters.ts';
import { RandomStream } from '../random/random-stream.ts';
import { useCpuEngine } from '../testing/cpu-engine.ts';
import { DROP_NOTHING } from './tokens.ts';
import { applyBlock, blockSpecs, normTokens, type TransformerBlock } from './transformer-block.ts';

beforeAll(useCpuEngine);

const BLOCK: TransformerBlock = { name: 'block', width: 4, heads: 2 };
const TOKENS = 3;

function weightsOf(): Weights {
  const specs = blockSpecs(BLOCK);
  const busy = specs.map((spec) => ({ ...spec, deviation: 0.5 }));
  const values = initialValues(busy, 2, RandomStream.fromSeed(1));
  return nameWeights(specs, splitWeights(tf.tensor2d(values, [2, values.length / 2]), specs));
}
const tokens = (): tf.Tensor4D => tf.randomNormal([2, 2, TOKENS, 4], 0, 1, 'float32', 3);
const apply = (x: tf.Tensor4D, seen: tf.Tensor4D): number[][][][] =>
  applyBlock(x, seen, { weights: weightsOf(), drop: DROP_NOTHING }, BLOCK).arraySync();

test('a norm leaves mean 0 and variance 1, then scales by 1 + scale and shifts', () => {
  const weights = new Map([
    ['norm.scale', tf.fill<tf.Rank.R3>([1, 1, 4], 1)],
    ['norm.shift', tf.tensor3d([0, 0, 0, 10], [1, 1, 4])],
  ]);
  const normed = normTokens(tf.tensor4d([1, 2, 3, 4], [1, 1, 1, 4]), weights, 'norm').dataSync();
  // (x - 2.5) / sqrt(1.25), doubled.
  [-2.683, -0.894, 0.894, 12.683].forEach((value, k) => expect(normed[k]).toBeCloseTo(value, 3));
});

test('a token does not depend on what it does not see, and does on what it sees', () => {
  // The first token sees the first two.
  const seen = tf.tensor4d([1, 1, 0, 0, 1, 0, 1, 1, 1], [1, 1, TOKENS, TOKENS]);
  const moved = (token: number): tf.Tensor4D =>
    tf.add(
      tokens(),
      // A change that is the same in all places is lost in the norm.
      tf.mul(
        tf.reshape(tf.oneHot(tf.tensor1d([token], 'int32'), TOKENS), [1, 1, TOKENS, 1]),
        tf.tensor1d([1, 0, 0, 0]),
      ),
    );
  const first = (x: tf.Tensor4D): number[] => apply(x, seen)[1]![1]![0]!;
  expect(first(moved(2))).toEqual(first(tokens()));
  const change = first(moved(1)).map((value, k) => Math.abs(value - first(tokens())[k]!));
  expect(Math.max(...change)).toBeGreaterThan(1e-3);
});

test('attention is a softmax of scaled products, head by head', () => {
  const weights = weightsOf();
  const at = (name: string, member: number): number[][] =>
    tf.slice(weights.get(`block.${name}`)!, [member, 0, 0], [1, -1, -1]).arraySync()[0]!;
  const times = (x: readonly number[], name: string, member: number): number[] =>
    at(`${name}.bias`, member)[0]!.map(
      (bias, column) =>
        bias + x.reduce((sum, value, row) => sum + value * at(`${name}.weight`, member)[row]![column]!, 0),
    );
  const norm = (x: readonly number[], name: string, member: number): number[] => {
    const mean = x.reduce((sum, value) => sum + value, 0) / x.length;
    const variance = x.reduce((sum, value) => sum + (value - mean) ** 2, 0) / x.length;
    return x.map(
      (value, k) =>
        ((value - mean) / Math.sqrt(variance + 1e-5)) * (1 + at(`${name}.scale`, member)[0]![k]!) +
        at(`${name}.shift`, member)[0]![k]!,
    );
  };
  const member = 1;
  const x = tokens().arraySync()[member]![0]!;
  const parts = x.map((token) => times(norm(token, 'norm.0', member), 'attend.0', member));
  // Heads of width 2: queries in columns 0..3, keys in 4..7, values in 8..11.
  const expected = x.map((token, i) => {
    const taken = [0, 1].flatMap((head) => {
      const scores = parts.map((other) =>
        Math.exp(
          [0, 1].reduce((sum, k) => sum + parts[i]![2 * head + k]! * other[4 + 2 * head + k]!, 0) /
            Math.SQRT2,
        ),
      );
      const total = scores.reduce((sum, value) => sum + value, 0);
      return [0, 1].map((k) =>
        scores.reduce((sum, score, j) => sum + (score / total) * parts[j]![8 + 2 * head + k]!, 0),
      );
    });
    const mixed = times(taken, 'attended.0', member).map((value, k) => value + token[k]!);
    const hidden = times(norm(mixed, 'norm.1', member), 'each.0', member).map((value) => Math.max(0, value));
    return times(hidden, 'each.1', member).map((value, k) => value + mixed[k]!);
  });
  const actual = apply(tokens(), tf.ones([1, 1, TOKENS, TOKENS]))[member]![0]!;
  actual.forEach((token, i) => token.forEach((value, k) => expect(value).toBeCloseTo(expected[i]![k]!, 4)));
});
