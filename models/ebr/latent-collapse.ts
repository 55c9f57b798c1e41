import * as tf from '@tensorflow/tfjs-core';

/** Spread of a healthy latent is of the order of its length; below this share of it nothing is told apart. */
const COLLAPSED = 0.01;

/**
 * Modalities whose latents no longer differ between encounters: the adversary made them indistinguishable by making them
 * say nothing. Spread is the root of the total variance over encounters, against the root mean square length.
 * @param latents `[members * M, n, k]`.
 * @param present `[n, M]` row-major, 1 where the modality has a latent of its own.
 * @returns numbers of modalities for which that holds in every member.
 */
export function collapsedLatents(latents: tf.Tensor3D, present: Uint8Array, modalities: number): number[] {
  const [stack, rows] = latents.shape;
  const spreads = tf.tidy(() => {
    const own = tf.transpose(tf.tensor2d(Float32Array.from(present), [rows, modalities]));
    const mask: tf.Tensor3D = tf.tile(tf.reshape(own, [modalities, rows, 1]), [stack / modalities, 1, 1]);
    const count = tf.maximum(tf.sum(mask, [1], true), 1);
    const mean = tf.div(tf.sum(tf.mul(latents, mask), [1], true), count);
    const squared = (values: tf.Tensor): tf.Tensor =>
      tf.div(tf.sum(tf.mul(tf.square(values), mask), [1, 2]), tf.reshape(count, [stack]));
    const length = squared(latents);
    const variance = squared(tf.sub(latents, mean));
    return tf.sqrt(tf.div(variance, tf.maximum(length, Number.MIN_VALUE))).dataSync<'float32'>();
  });
  return Array.from({ length: modalities }, (_, m) => m).filter((m) => {
    const counted = present.some((bit, i) => bit === 1 && i % modalities === m);
    return counted && spreads.every((spread, i) => i % modalities !== m || !(spread >= COLLAPSED));
  });
}
