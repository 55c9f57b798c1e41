import * as tf from '@tensorflow/tfjs-core';
import { applyDense, type DenseStack, denseSpecs } from '../encoders/dense.ts';
import { createClassifier } from './classifier.ts';
import type { Fusion, FusionSizes } from './fusion.ts';
import { sumOfSlots } from './sum-of-slots.ts';

/**
 * Each encoding opens its own gate in 0..1 and adds `gate_m * z_m`: less evidence, less sum.
 * The gates are two-layer networks of the encoding.
 * @see Arevalo et al. 2017, "Gated multimodal units for information fusion"
 */
export function createGatedFusion(sizes: FusionSizes): Fusion {
  const { modalities, encodingWidth } = sizes;
  const hidden = Math.ceil(encodingWidth / 2);
  const gate: DenseStack = {
    name: 'fusion.gate',
    groups: modalities,
    inputs: encodingWidth,
    widths: [hidden, 1],
  };
  const classifier = createClassifier({ ...sizes, fusedWidth: encodingWidth });
  return {
    ...classifier,
    fusedWidth: encodingWidth,
    blockWeights: null,
    specs: () => [...denseSpecs(gate), ...classifier.specs()],
    ...sumOfSlots(modalities, {
      slotWidth: encodingWidth,
      slots: (encodings, weights) => tf.mul(tf.sigmoid(applyDense(encodings, weights, gate)), encodings),
      pool: (sum) => sum,
    }),
  };
}
