import * as tf from '@tensorflow/tfjs-core';
import { acrossModalities, toEverySlot } from '../completion/modality-axis.ts';
import type { PartSizes } from '../completion/sizes.ts';
import { applyDense, denseSpecs, type DenseStack } from '../encoders/dense.ts';
import { ofUnitLength } from '../fusion/contrast.ts';
import type { NetworkPart } from '../network/network-part.ts';

/** Keeps what does not count out of a sum of exponentials. */
const NEVER = 1e9;
const TEMPERATURE = 0.1;

/**
 * Geometric multimodal contrast (GMC): each modality's encoding and the fused representation of the same encounter are to
 * be alike, and unlike those of others, behind one head that all share.
 *
 * As in the authors' code: temperature .1, the sum over modalities of the mean over encounters of both views. Our reading,
 * so that it stands beside the other methods: the joint network is the fusion, whose representation a linear layer brings to
 * the width of an encoding; the head has two layers with ReLU; an encounter counts for the modalities that it has.
 * @see Poklukar et al. 2022, "Geometric multimodal contrastive representation learning"
 */
export function gmcPart({ modalities, encodingWidth: width, fusedWidth }: PartSizes): NetworkPart {
  const joint: DenseStack = { name: 'gmc.joint', groups: 1, inputs: fusedWidth, widths: [width] };
  const head: DenseStack = { name: 'gmc.head', groups: 1, inputs: width, widths: [width, width] };
  return {
    specs: [...denseSpecs(joint), ...denseSpecs(head)],
    loss({ encodings, heard, fused }, weights) {
      const coded = (of: tf.Tensor3D): tf.Tensor3D => ofUnitLength(applyDense(of, weights, head));
      const own = acrossModalities(encodings, modalities, coded);
      const all = toEverySlot(coded(applyDense(fused, weights, joint)), modalities);
      const each = geometricContrast(all, own, heard, TEMPERATURE);
      return tf.sum(tf.reshape(each, [fused.shape[0], modalities]), 1);
    },
  };
}

/**
 * For each slot: every row of both views is to find its other view among all other rows of both, mean of
 * `-log exp(z_i z_pos / t) / sum over the others`; 0 where no row counts, `[stack]`.
 * @param joint, own of unit length, `[stack, batch, width]`. @param counts `[stack, batch, 1]`: 1 where a row counts.
 */
export function geometricContrast(
  joint: tf.Tensor3D,
  own: tf.Tensor3D,
  counts: tf.Tensor3D,
  temperature: number,
): tf.Tensor1D {
  const rows = 2 * joint.shape[1];
  const views = tf.concat3d([joint, own], 1);
  const counted = tf.concat3d([counts, counts], 1);
  const similar = tf.div(tf.matMul(views, views, false, true), temperature);
  const left = tf.add(tf.sub(1, tf.transpose(counted, [0, 2, 1])), tf.eye(rows));
  const others: tf.Tensor2D = tf.logSumExp(tf.sub(similar, tf.mul(left, NEVER)), 2);
  const pairs = tf.div(tf.sum(tf.mul(joint, own), 2), temperature);
  const losses = tf.sub(others, tf.concat2d([pairs, pairs] as tf.Tensor2D[], 1));
  const flags = tf.squeeze(counted, [2]);
  return tf.div(tf.sum(tf.mul(losses, flags), 1), tf.maximum(tf.sum(flags, 1), 1));
}
