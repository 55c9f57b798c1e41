import * as tf from '@tensorflow/tfjs-core';
import { kMeans } from '../../../completion/k-means.ts';
import { applyDense, dense, denseSpecs, type DenseStack } from '../../../encoders/dense.ts';
import { type ParameterSpec, type Weights, weightOf } from '../../../encoders/parameters.ts';
import { ModelError } from '../../../errors.ts';
import { normalTensor } from '../../../random/normal-tensor.ts';
import type { RandomStream } from '../../../random/random-stream.ts';
import { differentiate } from '../../../training/gradients.ts';
import type { Batch } from '../batches.ts';
import { classLoss, squaredError } from '../losses.ts';
import { type CreateMethod, keepAll, type Method, type Objective, type Step } from '../method.ts';
import { encodeAudio, encodeImage, imageSpecs, type Networks, networkSpecs, readOut } from '../networks.ts';
import type { Recipe } from '../recipe.ts';
import { stageOf } from '../stages.ts';
import { createConcat } from './concat.ts';

const CENTROIDS = 10;
const PAIRS = 32;
/** Weight of each distance between what is filled and what is there. */
const CONSISTENCY = 0.01;
/** Rate of the inner step, and after how many steps it falls to a tenth. */
const INNER_RATE = 1e-3;
const INNER_DECAY_STEPS = 1000;

/**
 * Audio as a mix of centroids of what audio there is, noise on what is fused, and learning to learn from images alone:
 * the loss on pairs is taken after one step on images. Encoders and classifier learn as a concatenation does first. The
 * gradient is that of the first order: none goes through the inner step, for which the engine lacks that of a
 * convolution's filter gradient.
 * @see Ma et al. 2021, "SMIL: multimodal learning with severely missing modality", and its code
 */
export const createSmil: CreateMethod = (nets, recipe) => new Smil(nets, recipe);

/** What a pass goes through. */
interface Pass {
  readonly weights: Weights;
  readonly drop: Step['drop'];
  /** Of the noise; without it there is none. */
  readonly random?: RandomStream;
}

/** Both slots, and what the classifier makes of them. */
interface Fused {
  readonly slots: tf.Tensor3D;
  readonly fused: tf.Tensor3D;
}

class Smil implements Method {
  readonly groups: Readonly<Record<string, readonly ParameterSpec[]>>;
  readonly #nets: Networks;
  readonly #recipe: Recipe;
  readonly #concat: Method;
  /** To the weights of the centroids, and to the levels of the noise on the slots and on the fused. */
  readonly #maps: Readonly<Record<'mixing' | 'slotNoise' | 'fusedNoise', DenseStack>>;
  /** `[members, CENTROIDS, width]`, once the encoders have learned. */
  #centroids: tf.Tensor3D | null = null;
  /** Since then. */
  #steps = 0;

  constructor(nets: Networks, recipe: Recipe) {
    const { encodingWidth: width, classifier } = nets;
    const map = (name: string, inputs: number, outputs: number): DenseStack => ({
      name,
      groups: 1,
      inputs,
      widths: [outputs],
    });
    this.#nets = nets;
    this.#recipe = recipe;
    this.#concat = createConcat(nets, recipe);
    this.#maps = {
      mixing: map('mixing', width, CENTROIDS),
      slotNoise: map('slotNoise', width, 2 * width),
      fusedNoise: map('fusedNoise', 2 * width, classifier.widths[0] ?? 1),
    };
    const maps = Object.values(this.#maps).flatMap((own) => denseSpecs(own));
    this.groups = { network: networkSpecs(nets), maps };
  }

  objective(step: Step): Objective {
    if (stageOf(step.epoch, this.#recipe.epochs) === 'encoders') return this.#concat.objective(step);
    const centroids = (this.#centroids ??= tf.keep(this.#findCentroids(step)));
    const { batch, weights, drop, random } = step;
    const pairs = step.pairs(PAIRS);
    const onImages = (current: Weights): tf.Tensor1D =>
      classLoss(this.#classify(batch.images, centroids, { weights: current, drop, random }), batch.labels);
    const specs = imageSpecs(this.#nets);
    const { gradients } = differentiate(onImages, weights, specs);
    const rate = INNER_RATE * 0.1 ** Math.floor(this.#steps / INNER_DECAY_STEPS);
    const moves = gradients.map((own) => tf.mul(own, -rate));
    this.#steps += 1;
    return {
      moves: ['network', 'maps'],
      loss: (current) => {
        const adapted = stepped(current, specs, moves);
        const onPairs = this.#pairLoss(pairs, centroids, { weights: adapted, drop, random });
        return tf.add(onImages(current), onPairs);
      },
    };
  }

  logits(images: tf.Tensor3D, weights: Weights): tf.Tensor3D {
    const centroids = this.#centroids;
    if (centroids === null) {
      throw new ModelError('configuration', 'expected epochs enough for centroids to be found');
    }
    return this.#classify(images, centroids, { weights, drop: keepAll });
  }

  dispose(): void {
    this.#centroids?.dispose();
    this.#centroids = null;
  }

  #findCentroids({ allPairs, weights, random }: Step): tf.Tensor3D {
    const encodings = encodeAudio(this.#nets, allPairs().audio, weights, keepAll);
    const [members, rows] = encodings.shape;
    const every = Array.from({ length: members }, () => [...Array(rows).keys()]);
    return kMeans(encodings, every, CENTROIDS, random.fork('centroids'));
  }

  #classify(images: tf.Tensor3D, centroids: tf.Tensor3D, pass: Pass): tf.Tensor3D {
    const image = encodeImage(this.#nets, images, pass.weights, pass.drop);
    return this.#readOut(this.#fuse(image, this.#mix(image, centroids, pass), pass), pass);
  }

  /** What the images of pairs say with the mix for their audio, and how near that is to what they say with their own. */
  #pairLoss(pairs: Batch, centroids: tf.Tensor3D, pass: Pass): tf.Tensor1D {
    const { weights, drop } = pass;
    const image = encodeImage(this.#nets, pairs.images, weights, drop);
    const audio = encodeAudio(this.#nets, pairs.audio, weights, drop);
    const filled = this.#fuse(image, this.#mix(image, centroids, pass), pass);
    const clean = this.#fuse(image, audio, pass);
    const distances = tf.add(
      squaredError(clean.slots, filled.slots),
      squaredError(clean.fused, filled.fused),
    );
    return tf.add(classLoss(this.#readOut(filled, pass), pairs.labels), tf.mul(distances, CONSISTENCY));
  }

  /** `sum_k softplus(a_k) c_k / sum_k softplus(a_k)`, `a` a linear map of the image's encoding. */
  #mix(image: tf.Tensor3D, centroids: tf.Tensor3D, { weights }: Pass): tf.Tensor3D {
    const shares = tf.softplus(applyDense(image, weights, this.#maps.mixing));
    return tf.matMul(tf.div(shares, tf.sum(shares, 2, true)), centroids);
  }

  #fuse(image: tf.Tensor3D, audio: tf.Tensor3D, pass: Pass): Fused {
    const { weights, drop } = pass;
    const { classifier } = this.#nets;
    const slots = this.#shake(tf.concat3d([image, audio], 2), image, this.#maps.slotNoise, pass);
    const fused = tf.relu(dense(drop(slots), weights, `${classifier.name}.0`));
    return { slots, fused: this.#shake(fused, slots, this.#maps.fusedNoise, pass) };
  }

  #readOut({ fused }: Fused, { weights, drop }: Pass): tf.Tensor3D {
    return readOut(this.#nets, fused, weights, drop);
  }

  /** `values + softplus(mu + eps)`, `mu` a linear map, `eps` standard normal, and 0 where there is no noise. */
  #shake(values: tf.Tensor3D, of: tf.Tensor3D, map: DenseStack, { weights, random }: Pass): tf.Tensor3D {
    const level = applyDense(of, weights, map);
    const noise = random ? tf.add(level, normalTensor(random, level.shape)) : level;
    return tf.add(values, tf.softplus(noise));
  }
}

/** Weights of which some are moved by constants; a gradient with respect to the old ones is that at the new ones. */
function stepped(weights: Weights, specs: readonly ParameterSpec[], moves: readonly tf.Tensor[]): Weights {
  const moved = specs.map(({ name }, i): [string, tf.Tensor3D] => {
    const own = weightOf(weights, name);
    return [name, moves[i] ? tf.add(own, moves[i]) : own];
  });
  return new Map([...weights, ...moved]);
}
