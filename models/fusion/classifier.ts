import * as tf from '@tensorflow/tfjs-core';
import { applyDense, type DenseStack, denseSpecs } from '../encoders/dense.ts';
import { type ParameterSpec, type Weights, weightOf } from '../encoders/parameters.ts';
import type { FusionSizes } from './fusion.ts';
import { presenceWidth } from './presence-bits.ts';

const PRESENCE = 'classifier.presence';

/**
 * `c`: the fused representation and the presence bits to a logit, by some hidden layers or none. The bits also add to the
 * logit directly, without decay, so that the mean score of each state of a modality is matched soon and exactly.
 */
export interface Classifier {
  /** Name of the bias of the logit. */
  readonly outputBias: string;
  /** Name of the weights by which the presence bits add to the logit directly. */
  readonly presenceWeights: string;
  specs(): ParameterSpec[];
  /** `[members, batch, fusedWidth]`, `[members, batch, 3 * modalities]` to `[members, batch, 1]`. */
  classify(fused: tf.Tensor3D, bits: tf.Tensor3D, weights: Weights): tf.Tensor3D;
}

export function createClassifier({ modalities, fusedWidth, classifierHidden }: FusionSizes): Classifier {
  const numBits = presenceWidth(modalities);
  const widths = [...classifierHidden, 1];
  const stack: DenseStack = { name: 'classifier', groups: 1, inputs: fusedWidth + numBits, widths };
  return {
    outputBias: `classifier.${widths.length - 1}.bias`,
    presenceWeights: PRESENCE,
    specs: () => [
      ...denseSpecs(stack),
      { name: PRESENCE, groups: 1, rows: numBits, columns: 1, deviation: 0, decays: false },
    ],
    classify: (fused, bits, weights) =>
      tf.add(
        applyDense(tf.concat([fused, bits], 2), weights, stack),
        tf.matMul(bits, weightOf(weights, PRESENCE)),
      ),
  };
}
