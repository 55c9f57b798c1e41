import * as tf from '@tensorflow/tfjs-core';

/**
 * Puts into each slot the latent it is filled from: `result[row] = latents[source[row]]`, rows counted over
 * stack and batch. Gradients flow back to the latent that stood in, added up where it did so more than once.
 * @param latents `[stack, batch, k]`.
 * @param sources int32 `[stack * batch]`, row numbers in the same count.
 */
export function selectSource(latents: tf.Tensor3D, sources: tf.Tensor1D): tf.Tensor3D {
  const [stack, batch, width] = latents.shape;
  const select = tf.customGrad((x, save) => {
    // Saved, since a caller's tidy may end before the gradient is asked for.
    (save as tf.GradSaveFunc)([sources]);
    return {
      value: tf.gather(x as tf.Tensor2D, sources),
      gradFunc: (dy: tf.Tensor, saved: tf.Tensor[]) => {
        const [rows] = saved as [tf.Tensor1D];
        return tf.scatterND(tf.reshape(rows, [stack * batch, 1]), dy, [stack * batch, width]);
      },
    };
  });
  return tf.reshape(select(tf.reshape(latents, [stack * batch, width])), [stack, batch, width]);
}
