import * as tf from '@tensorflow/tfjs-core';
import { applyDense, type DenseStack, denseSpecs } from '../encoders/dense.ts';
import type { LatentSpace, NetworkPart } from '../network/network-part.ts';
import { maskedMean } from './masked-mean.ts';
import { acrossModalities, meanOfHeard, toEverySlot } from './modality-axis.ts';
import type { PartSizes } from './sizes.ts';

/**
 * Shared and specific features (ShaSpec): each encoding is split into what modalities have in common and what is its own,
 * `z_m = r_m + proj([r_m; s_m])`, and a missing one is the mean of the common part of those that are used. The common parts
 * are drawn together (L1), the own ones must tell their modality.
 *
 * The authors' (Wang et al. 2023, the paper): one shared encoder, one projection for all modalities, the mean, L1 over
 * all pairs, both losses over what is there alone. Their published code takes the first available feature, compares in a ring
 * and does not leave absent modalities out; we follow the paper. Our reading: the shared and the specific network are MLPs
 * of one hidden layer on the encoding that all methods share, since vectors of several widths have no common encoder.
 * A latent is `[r; s]`.
 */
export function shaSpecPart({ modalities, encodingWidth, configuration }: PartSizes): NetworkPart {
  const { alignmentWeight, modalityWeight } = configuration;
  const space = sharedAndSpecific(modalities, encodingWidth);
  const classifier: DenseStack = { name: 'modality', groups: 1, inputs: encodingWidth, widths: [modalities] };
  const sharedOf = (latents: tf.Tensor3D): tf.Tensor3D =>
    tf.slice(latents, [0, 0, 0], [-1, -1, encodingWidth]);
  const specificOf = (latents: tf.Tensor3D): tf.Tensor3D =>
    tf.slice(latents, [0, 0, encodingWidth], [-1, -1, encodingWidth]);
  return {
    space,
    specs: denseSpecs(classifier),
    predict: ({ latents, heard }) =>
      toEverySlot(meanOfHeard(sharedOf(latents), heard, modalities), modalities),
    loss({ latents, heard, present }, weights) {
      const counted: tf.Tensor3D = tf.mul(heard, present);
      const told = acrossModalities(specificOf(latents), modalities, (own) =>
        applyDense(own, weights, classifier),
      );
      return tf.add(
        tf.mul(pairwiseDistance(sharedOf(latents), counted, modalities), alignmentWeight),
        tf.mul(modalityCrossEntropy(told, counted, modalities), modalityWeight),
      );
    },
  };
}

function sharedAndSpecific(modalities: number, width: number): LatentSpace {
  const shared: DenseStack = { name: 'shared', groups: 1, inputs: width, widths: [width, width] };
  const specific: DenseStack = {
    name: 'specific',
    groups: modalities,
    inputs: width,
    widths: [width, width],
  };
  const projection: DenseStack = { name: 'projection', groups: 1, inputs: 2 * width, widths: [width] };
  return {
    specs: [shared, specific, projection].flatMap(denseSpecs),
    width: 2 * width,
    layers: shared.widths.length + projection.widths.length,
    latent: (unimodal, weights) =>
      tf.concat3d(
        [
          acrossModalities(unimodal, modalities, (x) => applyDense(x, weights, shared)),
          applyDense(unimodal, weights, specific),
        ],
        2,
      ),
    decode: (latents, weights) =>
      tf.add(
        tf.slice(latents, [0, 0, 0], [-1, -1, width]),
        acrossModalities(latents, modalities, (x) => applyDense(x, weights, projection)),
      ),
  };
}

/**
 * Mean absolute difference of the vectors of two modalities, over the pairs that an encounter has, `[members]`.
 * @param vectors `[members * M, batch, width]`.
 */
export function pairwiseDistance(
  vectors: tf.Tensor3D,
  counted: tf.Tensor3D,
  modalities: number,
): tf.Tensor1D {
  const [slots, batch, width] = vectors.shape;
  const members = slots / modalities;
  const pairs = Array.from({ length: modalities }, (_, i) =>
    Array.from({ length: i }, (_, j) => [i, j] as const),
  ).flat();
  if (pairs.length === 0) return tf.zeros([members]);
  // By products, whose gradients every engine has.
  const difference = (second: number): tf.Tensor3D => {
    const signs = pairs.map(([i, j]) =>
      Array.from({ length: modalities }, (_, m) => Number(m === i) + second * Number(m === j)),
    );
    return tf.tile(tf.tensor3d([signs]), [members, 1, 1]);
  };
  const apart = tf.matMul(difference(-1), tf.reshape(vectors, [members, modalities, batch * width]));
  const present = tf.matMul(difference(1), tf.reshape(counted, [members, modalities, batch]));
  const shape = [members * pairs.length, batch] as const;
  const distances: tf.Tensor3D = tf.mean(tf.abs(tf.reshape(apart, [...shape, width])), 2, true);
  return maskedMean(distances, tf.reshape(tf.relu(tf.sub(present, 1)), [...shape, 1]), members);
}

/** Mean cross-entropy of which modality a slot is, `[members]`. @param logits `[members * M, batch, M]`. */
export function modalityCrossEntropy(
  logits: tf.Tensor3D,
  counted: tf.Tensor3D,
  modalities: number,
): tf.Tensor1D {
  const members = logits.shape[0] / modalities;
  const own: tf.Tensor3D = tf.tile(tf.reshape(tf.eye(modalities), [modalities, 1, modalities]), [
    members,
    1,
    1,
  ]);
  return maskedMean(tf.neg(tf.sum(tf.mul(tf.logSoftmax(logits, 2), own), 2, true)), counted, members);
}
