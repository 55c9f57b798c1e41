import * as tf from '@tensorflow/tfjs-core';
import { applyDense, type DenseStack, denseSpecs } from '../encoders/dense.ts';
import type { NetworkPart } from '../network/network-part.ts';
import { maskedMean, meanSquare } from './masked-mean.ts';
import { toEverySlot } from './modality-axis.ts';
import type { PartSizes } from './sizes.ts';

/**
 * The multimodal autoencoder (CM-AE): from the fused representation of whatever is used, every modality that the
 * encounter has is reconstructed, used or not. What is missing adds nothing.
 *
 * The authors' (Ngiam et al. 2011): one code from all inputs, absent ones 0, all outputs always reconstructed with squared
 * error, trained on copies of each sample with inputs left out. Our reading: the code is the fused representation, so that
 * encoders and fusion are those of every other method; decoders of one hidden layer to the projected inputs; trained
 * together with the classifier, not before it; no sparse RBMs.
 */
export function cmAePart({
  modalities,
  inputs,
  encodingWidth,
  fusedWidth,
  configuration,
}: PartSizes): NetworkPart {
  const { reconstructionWeight } = configuration;
  const decoder: DenseStack = {
    name: 'reconstruction',
    groups: modalities,
    inputs: fusedWidth,
    widths: [2 * encodingWidth, inputs],
  };
  return {
    specs: denseSpecs(decoder),
    loss({ inputs: truth, present, fused }, weights) {
      const rebuilt = applyDense(toEverySlot(fused, modalities), weights, decoder);
      return tf.mul(maskedMean(meanSquare(rebuilt, truth), present, fused.shape[0]), reconstructionWeight);
    },
  };
}
