import * as tf from '@tensorflow/tfjs-core';
import { applyDense, type DenseStack, denseSpecs } from '../encoders/dense.ts';
import { weightOf } from '../encoders/parameters.ts';
import type { Fusion, FusionSizes } from './fusion.ts';
import { presenceWidth } from './presence-bits.ts';
import { sumOfSlots } from './sum-of-slots.ts';

const BITS = 'fusion.late.bits';
const BIAS = 'fusion.late.bias';

/**
 * Late fusion: each modality adds a logit of its own, and so do the presence bits. The fused representation is the
 * vector of modality logits, 0 where a slot is not filled.
 */
export function createLateFusion({ modalities, encodingWidth, classifierHidden }: FusionSizes): Fusion {
  const expert: DenseStack = {
    name: 'fusion.late.expert',
    groups: modalities,
    inputs: encodingWidth,
    widths: [...classifierHidden, 1],
  };
  return {
    fusedWidth: modalities,
    outputBias: BIAS,
    presenceWeights: BITS,
    blockWeights: null,
    specs: () => [
      ...denseSpecs(expert),
      { name: BITS, groups: 1, rows: presenceWidth(modalities), columns: 1, deviation: 0, decays: false },
      { name: BIAS, groups: 1, rows: 1, columns: 1, deviation: 0, decays: false },
    ],
    ...sumOfSlots(modalities, {
      slotWidth: modalities,
      slots(encodings, weights) {
        const ownColumn = tf.reshape(tf.eye(modalities), [modalities, 1, modalities]);
        const columns = tf.tile(ownColumn, [encodings.shape[0] / modalities, 1, 1]);
        return tf.mul(applyDense(encodings, weights, expert), columns);
      },
      pool: (sum) => sum,
    }),
    classify(fused, bits, weights) {
      const offset = tf.add(tf.matMul(bits, weightOf(weights, BITS)), weightOf(weights, BIAS));
      return tf.add(tf.sum(fused, 2, true), offset);
    },
  };
}
