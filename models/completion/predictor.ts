import * as tf from '@tensorflow/tfjs-core';
import { applyDense, type DenseStack, denseSpecs } from '../encoders/dense.ts';
import type { Weights } from '../encoders/parameters.ts';
import type { NetworkPart, Slotwise } from '../network/network-part.ts';
import { frozen } from './frozen.ts';
import { maskedMean, meanSquare } from './masked-mean.ts';
import type { PartSizes } from './sizes.ts';

/** Keeps the logarithm of a variance finite. */
const SMALLEST_VARIANCE = 1e-4;

/** What is expected in each slot: mean `[members * M, batch, d]` and variance of one value `[members * M, batch, 1]`. */
export interface Expectation {
  readonly mean: tf.Tensor3D;
  readonly variance: tf.Tensor3D;
}

/**
 * A learned substitution: a small network, or a linear map, from all encodings that are used, and which they are, to the
 * expected encoding of each modality and how far off it is. It is trained where masked training left out what is there,
 * by the Gaussian log-likelihood, which teaches the predictor alone; the task teaches it as it does everything else.
 * The stand-in is that expectation, which is near the mean of all where little is known; with `predictionShrinks` it is
 * that times its signal over signal and error, so that one that is little better than chance is little more than the
 * slot left out.
 */
export function predictorPart({ modalities, encodingWidth, configuration }: PartSizes): NetworkPart {
  const { predictionWeight, predictorHidden, predictionShrinks } = configuration;
  const last = modalities * (encodingWidth + 1);
  const network: DenseStack = {
    name: 'predictor',
    groups: 1,
    inputs: last,
    widths: predictorHidden > 0 ? [predictorHidden, last] : [last],
  };
  const expect = ({ encodings, heard }: Omit<Slotwise, 'latents'>, weights: Weights): Expectation => {
    const seen = tf.concat3d([tf.mul(encodings, heard), heard], 2);
    const told = unstacked(applyDense(stacked(seen, modalities), weights, network), modalities);
    return {
      mean: tf.slice(told, [0, 0, 0], [-1, -1, encodingWidth]),
      variance: tf.add(tf.softplus(tf.slice(told, [0, 0, encodingWidth], [-1, -1, 1])), SMALLEST_VARIANCE),
    };
  };
  return {
    specs: denseSpecs(network),
    predict: (slots, weights) => {
      const expected = expect(slots, weights);
      return predictionShrinks ? shrunk(expected) : expected.mean;
    },
    loss({ encodings, heard, present, fused }, weights) {
      const truth = frozen(encodings);
      const absent: tf.Tensor3D = tf.mul(present, tf.sub(1, heard));
      const surprise = surpriseAt(truth, expect({ encodings: truth, heard }, weights));
      return tf.mul(maskedMean(surprise, absent, fused.shape[0]), predictionWeight);
    },
  };
}

/** `mean * signal / (signal + error)`, the signal being the mean square of the expectation. */
export function shrunk({ mean, variance }: Expectation): tf.Tensor3D {
  const signal = tf.mean(tf.square(mean), 2, true);
  return tf.mul(mean, tf.div(signal, tf.add(signal, variance)));
}

/** Half of `error / variance + log variance`, `[stack, batch, 1]`: least where the variance is the mean squared error. */
export function surpriseAt(truth: tf.Tensor3D, { mean, variance }: Expectation): tf.Tensor3D {
  return tf.mul(tf.add(tf.div(meanSquare(truth, mean), variance), tf.log(variance)), 0.5);
}

/** Slots side by side: `[members * M, batch, w]` to `[members, batch, M * w]`. */
function stacked(slots: tf.Tensor3D, modalities: number): tf.Tensor3D {
  const [stack, batch, width] = slots.shape;
  const members = stack / modalities;
  const byEncounter = tf.transpose(tf.reshape(slots, [members, modalities, batch, width]), [0, 2, 1, 3]);
  return tf.reshape(byEncounter, [members, batch, modalities * width]);
}

/** The inverse of {@link stacked}. */
function unstacked(vectors: tf.Tensor3D, modalities: number): tf.Tensor3D {
  const [members, batch, all] = vectors.shape;
  const width = all / modalities;
  const bySlot = tf.transpose(tf.reshape(vectors, [members, batch, modalities, width]), [0, 2, 1, 3]);
  return tf.reshape(bySlot, [members * modalities, batch, width]);
}
