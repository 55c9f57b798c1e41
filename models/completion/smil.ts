import * as tf from '@tensorflow/tfjs-core';
import { type ParameterSpec, weightOf } from '../encoders/parameters.ts';
import type { NetworkPart } from '../network/network-part.ts';
import { frozen } from './frozen.ts';
import { maskedMean, meanSquare } from './masked-mean.ts';
import { meanOfHeard, toEverySlot } from './modality-axis.ts';
import type { PartSizes } from './sizes.ts';

/** Name of the centroids, `[members * M, K, d]`: parameters that no gradient moves. */
export const CENTROIDS = 'centroids';
const WEIGHTS = 'centroidWeights';
const NOISE = 'noiseLevel';

/**
 * Severely missing modality (SMIL): a missing encoding is a mix of stored centroids of that modality, `sum softplus(a_k) c_k /
 * sum softplus(a_k)`, with `a` a linear map of the mean encoding of those that are used; the fused representation gets
 * `softplus(mu + eps)` added, `mu` a linear map of the same mean, `eps` standard normal while training and 0 after it.
 * The loss asks that what is filled, and what the fusion makes of it, be near what it would be with everything there.
 *
 * The authors' (Ma et al. 2021, and their code): ten k-means centroids, softplus weights, the noise as above, consistency
 * weighed .01. Our reading, since they have no clinical version: every modality may be missing and has centroids of its
 * own; noise on the fused representation alone, not on what enters the fusion as well, and from the first epoch on.
 * How it is trained: `smil-method.ts`.
 */
export function smilPart({ modalities, encodingWidth, fusedWidth, configuration }: PartSizes): NetworkPart {
  const { centroids, consistencyWeight } = configuration;
  const mapped = { rows: encodingWidth, deviation: Math.sqrt(1 / encodingWidth), decays: true };
  const specs: readonly ParameterSpec[] = [
    { ...mapped, name: WEIGHTS, groups: modalities, columns: centroids },
    { ...mapped, name: NOISE, groups: 1, columns: fusedWidth },
    {
      name: CENTROIDS,
      groups: modalities,
      rows: centroids,
      columns: encodingWidth,
      deviation: 0,
      decays: false,
    },
  ];
  return {
    specs,
    predict({ encodings, heard }, weights) {
      const seen = toEverySlot(meanOfHeard(encodings, heard, modalities), modalities);
      const scores: tf.Tensor3D = tf.matMul(seen, weightOf(weights, WEIGHTS));
      return mixOfCentroids(scores, frozen(weightOf(weights, CENTROIDS)));
    },
    perturb(fused, { encodings, heard }, weights, noise) {
      const level: tf.Tensor3D = tf.matMul(
        meanOfHeard(encodings, heard, modalities),
        weightOf(weights, NOISE),
      );
      const shaken: tf.Tensor3D = noise ? tf.add(level, noise) : level;
      return tf.add(fused, tf.softplus(shaken));
    },
    loss({ encodings, filled, fused, heard, present, complete }) {
      const members = fused.shape[0];
      const absent: tf.Tensor3D = tf.mul(present, tf.sub(1, heard));
      const lost = tf.reshape(tf.max(tf.reshape(absent, [members, modalities, -1]), 1), [members, -1, 1]);
      const apart = maskedMean(meanSquare(filled, encodings), absent, members);
      const fusedApart = maskedMean(meanSquare(fused, complete()), lost as tf.Tensor3D, members);
      return tf.mul(tf.add(apart, fusedApart), consistencyWeight);
    },
  };
}

/**
 * `sum_k softplus(a_k) c_k / sum_k softplus(a_k)`, `[stack, batch, d]`.
 * @param scores `a`, `[stack, batch, K]`. @param centroids `[stack, K, d]`.
 */
export function mixOfCentroids(scores: tf.Tensor3D, centroids: tf.Tensor3D): tf.Tensor3D {
  const shares = tf.softplus(scores);
  return tf.matMul(tf.div(shares, tf.sum(shares, 2, true)), centroids);
}
