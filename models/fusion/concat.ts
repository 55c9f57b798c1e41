import * as tf from '@tensorflow/tfjs-core';
import { weightOf } from '../encoders/parameters.ts';
import { createClassifier } from './classifier.ts';
import type { Fusion, FusionSizes } from './fusion.ts';
import { sumOfSlots } from './sum-of-slots.ts';

const WEIGHT = 'fusion.concat.weight';
const BIAS = 'fusion.concat.bias';

/**
 * Concatenation of all slots, absent ones zero, then one ReLU layer. A product with a concatenation is the sum of
 * the products with its blocks, so each slot adds `z_m W_m`.
 */
export function createConcatFusion(sizes: FusionSizes): Fusion {
  const { modalities, encodingWidth, fusedWidth } = sizes;
  const deviation = Math.sqrt(2 / (modalities * encodingWidth));
  const classifier = createClassifier(sizes);
  return {
    ...classifier,
    fusedWidth,
    blockWeights: WEIGHT,
    specs: () => [
      { name: WEIGHT, groups: modalities, rows: encodingWidth, columns: fusedWidth, deviation, decays: true },
      { name: BIAS, groups: 1, rows: 1, columns: fusedWidth, deviation: 0, decays: false },
      ...classifier.specs(),
    ],
    ...sumOfSlots(modalities, {
      slotWidth: fusedWidth,
      slots: (encodings, weights) => tf.matMul(encodings, weightOf(weights, WEIGHT)),
      pool: (sum, weights) => tf.relu(tf.add(sum, weightOf(weights, BIAS))),
    }),
  };
}
