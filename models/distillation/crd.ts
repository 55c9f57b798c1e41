import * as tf from '@tensorflow/tfjs-core';

/** Anchors of each pair of student and teacher, and what they are told apart from: rows of the other's bank. */
export interface Contrast {
  /** `[pairs, batch, q]`, rows of length 1. */
  readonly anchors: tf.Tensor3D;
  /** The bank's row of the same encounter, `[pairs, batch, q]`. */
  readonly positives: tf.Tensor3D;
  /** `[pairs, candidates, q]`. */
  readonly candidates: tf.Tensor3D;
  /** `[pairs, batch, candidates]`: 1 where a candidate is a negative of the anchor. */
  readonly negatives: tf.Tensor3D;
  /** `[pairs, batch, 1]`: 1 for the encounters that have both. */
  readonly paired: tf.Tensor3D;
}

/** What scores are measured by, `[pairs, 1, 1]` each. */
export interface ContrastScale {
  /** What `exp(similarity / temperature)` is divided by. */
  readonly partition: tf.Tensor3D;
  /** Training encounters that have both. */
  readonly encounters: tf.Tensor3D;
}

const SMALLEST = 1e-12;

/**
 * One side of contrastive representation distillation: `h = a / (a + K/n)` is how sure a score is of the same encounter;
 * mean over the anchors of `-log h(own) - sum over K negatives of log(1 - h)`. An anchor without a negative says nothing.
 * @returns `[pairs]`; 0 for a pair without anchors.
 * @see Tian, Krishnan & Isola 2020; method.md 4.1
 */
export function crdLoss(contrast: Contrast, temperature: number, scale: ContrastScale): tf.Tensor1D {
  const { negatives, paired } = contrast;
  const { own, others } = scores(contrast, temperature);
  const numNegatives = tf.sum(negatives, 2, true);
  const chance = tf.maximum(tf.div(numNegatives, scale.encounters), SMALLEST);
  const a = tf.div(own, scale.partition);
  const missed = tf.log1p(tf.div(chance, a));
  const mistaken = tf.sum(
    tf.mul(tf.log1p(tf.div(tf.div(others, scale.partition), chance)), negatives),
    2,
    true,
  );
  const anchors = tf.mul(paired, tf.minimum(numNegatives, 1));
  const total = tf.sum(tf.mul(tf.add(missed, mistaken), anchors), [1, 2]);
  return tf.div(total, tf.maximum(tf.sum(anchors, [1, 2]), 1));
}

/**
 * What the scores of a bank are divided by from its first batch on: their mean times the number of encounters,
 * `[pairs]`; 0 for a pair without anchors.
 */
export function partitionOf(contrast: Contrast, temperature: number, encounters: tf.Tensor3D): tf.Tensor1D {
  return tf.tidy(() => {
    const { negatives, paired } = contrast;
    const { own, others } = scores(contrast, temperature);
    const counted = tf.mul(negatives, paired);
    const sum = tf.add(tf.sum(tf.mul(own, paired), [1, 2]), tf.sum(tf.mul(others, counted), [1, 2]));
    const count = tf.maximum(tf.add(tf.sum(paired, [1, 2]), tf.sum(counted, [1, 2])), 1);
    return tf.mul(tf.div(sum, count), tf.reshape(encounters, [-1]));
  });
}

/** `exp(similarity / temperature)`, `[pairs, batch, 1]` and `[pairs, batch, candidates]`. */
function scores(
  { anchors, positives, candidates }: Contrast,
  temperature: number,
): { readonly own: tf.Tensor3D; readonly others: tf.Tensor3D } {
  return {
    own: tf.exp(tf.div(tf.sum(tf.mul(anchors, positives), 2, true), temperature)),
    others: tf.exp(tf.div(tf.matMul(anchors, candidates, false, true), temperature)),
  };
}
