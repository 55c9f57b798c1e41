import * as tf from '@tensorflow/tfjs-core';
import { applyDense, type DenseStack, denseSpecs } from '../encoders/dense.ts';
import type { ParameterSpec, Weights } from '../encoders/parameters.ts';
import type { FusionSizes } from './fusion.ts';

/** `c`: the fused representation and the presence bits to a logit, by one hidden layer or none. */
export interface Classifier {
  /** Name of the bias of the logit. */
  readonly outputBias: string;
  specs(): ParameterSpec[];
  /** `[members, batch, fusedWidth]`, `[members, batch, 2 * modalities]` to `[members, batch, 1]`. */
  classify(fused: tf.Tensor3D, bits: tf.Tensor3D, weights: Weights): tf.Tensor3D;
}

export function createClassifier({ modalities, fusedWidth, classifierHidden }: FusionSizes): Classifier {
  const widths = classifierHidden > 0 ? [classifierHidden, 1] : [1];
  const stack: DenseStack = { name: 'classifier', groups: 1, inputs: fusedWidth + 2 * modalities, widths };
  return {
    outputBias: `classifier.${widths.length - 1}.bias`,
    specs: () => denseSpecs(stack),
    classify: (fused, bits, weights) => applyDense(tf.concat([fused, bits], 2), weights, stack),
  };
}
