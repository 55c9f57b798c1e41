import * as tf from '@tensorflow/tfjs-core';
import { dense, denseSpecs, type DenseStack } from '../encoders/dense.ts';
import { createClassifier } from './classifier.ts';
import type { Fusion, FusionSizes } from './fusion.ts';
import { sumOfSlots } from './sum-of-slots.ts';

const HEADS = 4;
/** Scores are held in -8..8, so that their exponentials neither overflow nor vanish in float32. */
const LARGEST_SCORE = 8;

/**
 * Attention pooling: per head a learned query scores each filled slot, and the fused representation is the mean of
 * the slots' values weighted by softmax. An empty slot of score 0 and value 0 always takes part, so that the result
 * shrinks towards 0 as modalities go missing. Each slot adds its weighted values and its weights.
 * @see Ilse et al. 2018, "Attention-based deep multiple instance learning"
 */
export function createAttentionFusion(sizes: FusionSizes): Fusion {
  const { modalities, encodingWidth } = sizes;
  const headWidth = Math.ceil(sizes.fusedWidth / HEADS);
  const fusedWidth = HEADS * headWidth;
  const layer = (name: string, width: number): DenseStack => ({
    name: `fusion.attention.${name}`,
    groups: modalities,
    inputs: encodingWidth,
    widths: [width],
  });
  const score = layer('score', HEADS);
  const value = layer('value', fusedWidth);
  const classifier = createClassifier({ ...sizes, fusedWidth });
  return {
    ...classifier,
    fusedWidth,
    blockWeights: `${value.name}.0.weight`,
    specs: () => [...denseSpecs(score), ...denseSpecs(value), ...classifier.specs()],
    ...sumOfSlots(modalities, {
      slotWidth: fusedWidth + HEADS,
      slots(encodings, weights) {
        const [stack, batch] = encodings.shape;
        const scores = tf.tanh(tf.div(dense(encodings, weights, `${score.name}.0`), LARGEST_SCORE));
        const attention = tf.exp(tf.mul(scores, LARGEST_SCORE));
        const values = tf.reshape(dense(encodings, weights, `${value.name}.0`), [
          stack,
          batch,
          HEADS,
          headWidth,
        ]);
        const weighted = tf.mul(values, tf.reshape(attention, [stack, batch, HEADS, 1]));
        return tf.concat([tf.reshape(weighted, [stack, batch, fusedWidth]), attention], 2) as tf.Tensor3D;
      },
      pool(sum) {
        const [members, batch] = sum.shape;
        const weighted = tf.reshape(tf.slice(sum, [0, 0, 0], [members, batch, fusedWidth]), [
          members,
          batch,
          HEADS,
          headWidth,
        ]);
        const total = tf.reshape(tf.slice(sum, [0, 0, fusedWidth], [members, batch, HEADS]), [
          members,
          batch,
          HEADS,
          1,
        ]);
        return tf.reshape(tf.div(weighted, tf.add(total, 1)), [members, batch, fusedWidth]);
      },
    }),
  };
}
