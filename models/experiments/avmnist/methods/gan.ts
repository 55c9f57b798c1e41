import * as tf from '@tensorflow/tfjs-core';
import { applyDense, denseSpecs, type DenseStack } from '../../../encoders/dense.ts';
import type { Weights } from '../../../encoders/parameters.ts';
import { normalTensor } from '../../../random/normal-tensor.ts';
import type { RandomStream } from '../../../random/random-stream.ts';
import { stopGradient } from '../../../training/scaled-gradient.ts';
import { meanOverRows, squaredError } from '../losses.ts';
import type { Networks } from '../networks.ts';
import { generated, type Generator } from './generated.ts';

const NOISE_WIDTH = 32;
const DISCRIMINATOR_WIDTH = 128;
const HIDDEN = 1.5;
/** Weight of the squared error beside the adversary. */
const ERROR_WEIGHT = 10;
const RATE = 2e-4;

/**
 * A generator reads the encoding of the image and noise, a discriminator tells pairs of image and audio from pairs of
 * image and what was generated. Both move in every step; the generator's loss does not saturate. The moments of the
 * optimiser are those of every method, not the usual .5 and .999. There is no noise but while the generator learns.
 */
function createGan({ encodingWidth: width }: Networks): Generator {
  const maker: DenseStack = {
    name: 'generator',
    groups: 1,
    inputs: width + NOISE_WIDTH,
    widths: [HIDDEN * width, width],
  };
  const judge: DenseStack = {
    name: 'judge',
    groups: 1,
    inputs: 2 * width,
    widths: [DISCRIMINATOR_WIDTH, 1],
  };
  const generate = (image: tf.Tensor3D, weights: Weights, random?: RandomStream): tf.Tensor3D => {
    const [members, batch] = image.shape;
    const shape = [members, batch, NOISE_WIDTH] as const;
    const noise: tf.Tensor3D = random ? normalTensor(random, shape) : tf.zeros([...shape]);
    return applyDense(tf.concat3d([image, noise], 2), weights, maker);
  };
  return {
    groups: { generator: denseSpecs(maker), judge: denseSpecs(judge) },
    rate: RATE,
    generate,
    loss: ({ image, audio }, weights, random) => {
      const made = generate(image, weights, random);
      const verdict = (pair: tf.Tensor3D, by: Weights): tf.Tensor3D =>
        applyDense(tf.concat3d([image, pair], 2), by, judge);
      return tf.addN([
        realLoss(verdict(audio, weights)),
        realLoss(tf.neg(verdict(stopGradient(made), weights))),
        realLoss(verdict(made, constant(weights, judge))),
        tf.mul(squaredError(made, audio), ERROR_WEIGHT),
      ]);
    },
  };
}

/** Cross-entropy of taking all for real, `[members]`; of the negated logits: for made up. */
export function realLoss(logits: tf.Tensor3D): tf.Tensor1D {
  return meanOverRows(tf.softplus(tf.neg(logits)));
}

/** Weights of which those of one network no longer move. */
export function constant(weights: Weights, network: DenseStack): Weights {
  const own = denseSpecs(network).map(({ name }) => name);
  return new Map(
    [...weights].map(([name, tensor]) => [name, own.includes(name) ? stopGradient(tensor) : tensor]),
  );
}

export const createGanImputed = generated(createGan);
