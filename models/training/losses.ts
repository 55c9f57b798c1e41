import * as tf from '@tensorflow/tfjs-core';

/** Cross-entropy of each logit with its 0/1 label: `softplus(o) - y o`. Same shape as the logits. */
export function crossEntropy(logits: tf.Tensor3D, labels: tf.Tensor3D): tf.Tensor3D {
  return tf.sub(tf.softplus(logits), tf.mul(labels, logits));
}

/**
 * Focal loss: the cross-entropy times `(1 - p)^gamma`, `p` = probability of the label, so that what is already told
 * counts less. `gamma` = 0 is the cross-entropy.
 * @see Lin et al. 2017, "Focal loss for dense object detection"
 */
export function focalLoss(logits: tf.Tensor3D, labels: tf.Tensor3D, gamma: number): tf.Tensor3D {
  if (gamma === 0) return crossEntropy(logits, labels);
  // log(1 - p) = -softplus of the logit in the direction of the label; finite however sure it is.
  const towards = tf.mul(tf.sub(tf.mul(labels, 2), 1), logits);
  return tf.mul(crossEntropy(logits, labels), tf.exp(tf.mul(tf.softplus(towards), -gamma)));
}

/** Whose losses are averaged, and how. */
export interface LossSettings {
  /** The stack is `[members, groups]`; groups are averaged too. */
  readonly members: number;
  readonly focalGamma?: number;
}

/**
 * Mean cross-entropy, or focal loss, of each member, weighted: `sum(w * CE) / sum(w)`.
 * @param logits `[stack, batch, 1]`, `labels` and `weights` broadcast to it.
 * @returns `[members]`; 0 for a member whose weights are all 0.
 */
export function weightedLoss(
  logits: tf.Tensor3D,
  labels: tf.Tensor3D,
  weights: tf.Tensor3D,
  { members, focalGamma = 0 }: LossSettings,
): tf.Tensor1D {
  const perMember = (values: tf.Tensor): tf.Tensor1D =>
    tf.sum(tf.reshape(values, [members, values.size / members]), 1);
  const total = perMember(tf.mul(focalLoss(logits, labels, focalGamma), weights));
  return tf.div(total, tf.maximum(perMember(weights), 1e-12));
}

/**
 * Weight of each class, `[of label 0, of label 1]`: `balanced` is `N / (2 N_c)`, so that both weigh the same in sum.
 * @param labels 0/1, both present.
 */
export function classWeights(
  kind: 'none' | 'balanced',
  labels: ArrayLike<number>,
): readonly [number, number] {
  if (kind === 'none') return [1, 1];
  let positives = 0;
  for (let i = 0; i < labels.length; i += 1) positives += labels[i] ?? 0;
  return [labels.length / (2 * (labels.length - positives)), labels.length / (2 * positives)];
}
