import * as tf from '@tensorflow/tfjs-core';
import { applyDense, dense, denseSpecs, type DenseStack } from '../../encoders/dense.ts';
import type { ParameterSpec, Weights } from '../../encoders/parameters.ts';
import { type Dropout, imageEncoderSpecs } from '../../images/image-encoder.ts';
import type { RandomStream } from '../../random/random-stream.ts';
import type { Batch } from './batches.ts';
import { AUDIO_SIDE, IMAGE_SIDE } from './dataset.ts';
import { type Create, keepAll, type Learner } from './method.ts';
import { encodeAudio, encodeImage, type Networks } from './networks.ts';

const IMAGE_SIZE = IMAGE_SIDE ** 2;
const AUDIO_SIZE = AUDIO_SIDE ** 2;
const HIDDEN = 256;
const LIKELIHOOD_SCALE = 0.75;
const SMALLEST_SCALE = 1e-6;
/** Draws from each posterior. */
const DRAWS = 4;

/** The VAE of one modality within the mixture. */
interface Expert {
  readonly read: (batch: Batch) => tf.Tensor3D;
  readonly encode: (batch: Batch, weights: Weights, drop: Dropout) => tf.Tensor3D;
  readonly encoderSpecs: readonly ParameterSpec[];
  /** From an encoding to mean and scale, and from a draw to the modality. */
  readonly posterior: DenseStack;
  readonly generator: DenseStack;
  /** Factor of its likelihood, and its share of the mixture. */
  readonly likelihood: number;
  readonly share: number;
}

/** A Laplace posterior, `[members, rows, width]` each. */
interface Posterior {
  readonly mean: tf.Tensor3D;
  readonly scale: tf.Tensor3D;
}

/**
 * Mixture-of-experts multimodal VAE (MMVAE): one VAE a modality, the posterior their mixture; what is drawn from either is
 * decoded to both. Learns from rows that have both.
 *
 * As in the authors' code: Laplace prior, posterior and likelihood (scale .75), posterior scale `width * softmax + 1e-6`, the
 * smaller modality's likelihood weighted up by the ratio of sizes, draws within a logarithm of means and modalities
 * outside. Our reading: digits and their spoken names in the place of MNIST and SVHN, the encoders of the other methods,
 * importance-weighted draws without the doubly reparameterised gradient, a fixed prior. Weighing up the audio weighs its
 * likelihood and its share of the mixture.
 * @see Shi et al. 2019, "Variational mixture-of-experts autoencoders for multi-modal deep generative models"
 */
export const createMmvae: Create<Learner> = (nets) => mixtureOf(bothExperts(nets));

/** The VAE of the audio by itself. */
export const createAudioVae: Create<Learner> = (nets) => mixtureOf([audioExpert(nets, 1)]);

/** The mean of the mixture, `[members, rows, width]`: what a task would read. */
export function mixtureMean(nets: Networks, batch: Batch, weights: Weights): tf.Tensor3D {
  return tf.addN(
    bothExperts(nets).map((expert) =>
      tf.mul<tf.Tensor3D>(posteriorOf(expert, batch, weights, keepAll).mean, expert.share),
    ),
  );
}

/** The mean of the audio's own posterior. */
export function audioMean(nets: Networks, batch: Batch, weights: Weights): tf.Tensor3D {
  return posteriorOf(audioExpert(nets, 1), batch, weights, keepAll).mean;
}

/** Sum over the last axis of the logarithm of a Laplace density, `[members, rows]`. */
export function logLaplace(
  x: tf.Tensor3D,
  mean: tf.Tensor3D | number,
  scale: tf.Tensor3D | number,
): tf.Tensor2D {
  return tf.neg(tf.sum(tf.add(tf.div(tf.abs(tf.sub(x, mean)), scale), tf.log(tf.mul(scale, 2))), 2));
}

function bothExperts(nets: Networks): readonly Expert[] {
  const { audioFactor = 1 } = nets;
  const image: Expert = {
    read: ({ images }) => images,
    encode: ({ images }, weights, drop) => encodeImage(nets, images, weights, drop),
    encoderSpecs: imageEncoderSpecs(nets.image),
    ...stacksOf('image', nets, IMAGE_SIZE),
    likelihood: 1,
    share: 1 / (1 + audioFactor),
  };
  return [image, audioExpert(nets, audioFactor / (1 + audioFactor))];
}

function audioExpert(nets: Networks, share: number): Expert {
  const { audioFactor = 1 } = nets;
  return {
    read: ({ audio }) => audio,
    encode: ({ audio }, weights, drop) => encodeAudio(nets, audio, weights, drop),
    encoderSpecs: imageEncoderSpecs(nets.audio),
    ...stacksOf('audio', nets, AUDIO_SIZE),
    likelihood: (audioFactor * IMAGE_SIZE) / AUDIO_SIZE,
    share,
  };
}

function stacksOf(
  name: string,
  { encodingWidth: width }: Networks,
  size: number,
): Pick<Expert, 'posterior' | 'generator'> {
  return {
    posterior: { name: `posterior.${name}`, groups: 1, inputs: width, widths: [2 * width] },
    generator: { name: `generator.${name}`, groups: 1, inputs: width, widths: [HIDDEN, size] },
  };
}

function mixtureOf(experts: readonly Expert[]): Learner {
  const specs = experts.flatMap(({ encoderSpecs, posterior, generator }) => [
    ...encoderSpecs,
    ...denseSpecs(posterior),
    ...denseSpecs(generator),
  ]);
  return {
    groups: { network: specs },
    objective: ({ pairs, drop, random, batch }) => {
      const pair = pairs(batch.images.shape[1]);
      return {
        moves: ['network'],
        loss: (weights) => {
          const posteriors = experts.map((expert) => posteriorOf(expert, pair, weights, drop));
          const bounds = experts.map(({ share }, m) => {
            const draws = Array.from({ length: DRAWS }, () => drawFrom(posteriors[m], random));
            const weighed = draws.map((own) => logWeight(own, { experts, posteriors, pair, weights }));
            const bound: tf.Tensor2D = tf.logSumExp(tf.stack(weighed), 0);
            return tf.mul<tf.Tensor2D>(bound, share);
          });
          return tf.neg(tf.mean(tf.addN(bounds), 1));
        },
      };
    },
  };
}

interface Weighing {
  readonly experts: readonly Expert[];
  readonly posteriors: readonly Posterior[];
  readonly pair: Batch;
  readonly weights: Weights;
}

/** Prior and likelihoods of a draw over the density of the mixture that it could have come from, `[members, rows]`. */
function logWeight(drawn: tf.Tensor3D, { experts, posteriors, pair, weights }: Weighing): tf.Tensor2D {
  const likely = experts.map(({ read, generator, likelihood }) =>
    tf.mul<tf.Tensor2D>(
      logLaplace(read(pair), applyDense(drawn, weights, generator), LIKELIHOOD_SCALE),
      likelihood,
    ),
  );
  const densities = posteriors.map(({ mean, scale }, m) =>
    tf.add(logLaplace(drawn, mean, scale), Math.log(experts[m]?.share ?? 1)),
  );
  const mixture: tf.Tensor2D = tf.logSumExp(tf.stack(densities), 0);
  return tf.sub(tf.addN([logLaplace(drawn, 0, 1), ...likely]), mixture);
}

function posteriorOf(
  { encode, posterior }: Expert,
  batch: Batch,
  weights: Weights,
  drop: Dropout,
): Posterior {
  const encoding = tf.relu(encode(batch, weights, drop));
  const width = encoding.shape[2];
  const [mean, level] = tf.split<tf.Tensor3D>(dense(encoding, weights, `${posterior.name}.0`), 2, 2);
  if (mean === undefined || level === undefined) throw new Error('a split in two has two parts');
  return { mean, scale: tf.add(tf.mul(tf.softmax(level), width), SMALLEST_SCALE) };
}

/** A draw that has a gradient: the inverse of the distribution at a uniform number. */
function drawFrom(posterior: Posterior | undefined, random: RandomStream): tf.Tensor3D {
  if (posterior === undefined) throw new Error('an expert has a posterior');
  const { mean, scale } = posterior;
  const noise = Float32Array.from({ length: mean.size }, () => {
    const centred = random.float() - 0.5;
    return -Math.sign(centred) * Math.log(Math.max(1 - 2 * Math.abs(centred), 1e-12));
  });
  return tf.add(mean, tf.mul(scale, tf.tensor3d(noise, mean.shape)));
}
