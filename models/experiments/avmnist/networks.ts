import * as tf from '@tensorflow/tfjs-core';
import { applyDense, dense, denseSpecs, type DenseStack } from '../../encoders/dense.ts';
import type { ParameterSpec, Weights } from '../../encoders/parameters.ts';
import {
  type Dropout,
  encodeImages,
  imageEncoder,
  type ImageEncoder,
  imageEncoderSpecs,
} from '../../images/image-encoder.ts';
import { AUDIO_SIDE, CLASSES, IMAGE_SIDE } from './dataset.ts';
import type { Recipe } from './recipe.ts';

/** What every method has: an encoder for images and one for audio, to equal widths, and a classifier of both. */
export interface Networks {
  readonly image: ImageEncoder;
  readonly audio: ImageEncoder;
  /** Of the two encodings side by side. */
  readonly classifier: DenseStack;
  /** Of an encoding. */
  readonly encodingWidth: number;
  /** Of both modalities, between encoder and fusion; absent = the encoder's output is the encoding. */
  readonly heads?: Heads;
  /** By which the fusion reads the encoding of the audio; absent = as it is. */
  readonly audioFactor?: number;
}

/** `h` and `g` of both modalities, and `psi`. */
export interface Heads {
  readonly head: DenseStack;
  readonly decoder: DenseStack;
  readonly discriminator: DenseStack;
}

/** @param prefix of the names, where a method has them twice. */
export function createNetworks({ width }: Recipe, prefix = ''): Networks {
  const encodingWidth = 64 * width;
  return {
    image: imageEncoder({
      name: `${prefix}image`,
      side: IMAGE_SIDE,
      convolutions: [
        { kernel: 5, outputs: 12 * width, padding: 'same' },
        { kernel: 5, outputs: 32 * width, padding: 'valid' },
      ],
      widths: [120 * width, encodingWidth],
    }),
    audio: imageEncoder({
      name: `${prefix}audio`,
      side: AUDIO_SIDE,
      convolutions: [
        { kernel: 3, outputs: 8 * width, padding: 'same' },
        { kernel: 3, outputs: 16 * width, padding: 'same' },
      ],
      widths: [encodingWidth],
    }),
    classifier: {
      name: `${prefix}classifier`,
      groups: 1,
      inputs: 2 * encodingWidth,
      widths: [64 * width, CLASSES],
    },
    encodingWidth,
  };
}

/** Parameters of what tells digits by images: the encoder of images and the classifier. */
export function imageSpecs({ image, classifier }: Networks): ParameterSpec[] {
  return [...imageEncoderSpecs(image), ...denseSpecs(classifier)];
}

/** Parameters of the encoders and the classifier. */
export function networkSpecs(nets: Networks): ParameterSpec[] {
  return [...imageSpecs(nets), ...imageEncoderSpecs(nets.audio)];
}

export const encodeImage = (nets: Networks, images: tf.Tensor3D, weights: Weights, drop: Dropout) =>
  throughHeads(nets, encodeImages(nets.image, images, weights, drop), 0, weights);

export const encodeAudio = (nets: Networks, audio: tf.Tensor3D, weights: Weights, drop: Dropout) =>
  throughHeads(nets, encodeImages(nets.audio, audio, weights, drop), 1, weights);

/** `z = g(h(u))` of the modality at this place. */
function throughHeads({ heads }: Networks, own: tf.Tensor3D, place: 0 | 1, weights: Weights): tf.Tensor3D {
  if (heads === undefined) return own;
  const latents = applyToBoth([own, own], weights, heads.head);
  return applyToBoth(latents, weights, heads.decoder)[place];
}

/** Logits `[members, batch, CLASSES]` of an encoding of the image and one in the slot of the audio. */
export function classify(
  nets: Networks,
  encodings: readonly [image: tf.Tensor3D, audio: tf.Tensor3D],
  weights: Weights,
  drop: Dropout,
): tf.Tensor3D {
  return readOut(nets, fuse(nets, encodings, weights, drop), weights, drop);
}

/** What the classifier makes of both slots, `[members, batch, its width]`. */
export function fuse(
  { classifier, audioFactor }: Networks,
  [image, audio]: readonly [image: tf.Tensor3D, audio: tf.Tensor3D],
  weights: Weights,
  drop: Dropout,
): tf.Tensor3D {
  const read: tf.Tensor3D = audioFactor === undefined ? audio : tf.mul(audio, audioFactor);
  return tf.relu(dense(drop(tf.concat3d([image, read], 2)), weights, `${classifier.name}.0`));
}

/** What {@link fuse} gives to logits. */
export function readOut(
  { classifier }: Networks,
  fused: tf.Tensor3D,
  weights: Weights,
  drop: Dropout,
): tf.Tensor3D {
  return dense(drop(fused), weights, `${classifier.name}.1`);
}

/** `first` where `present` is 1, `second` where it is 0. */
export function choose(present: tf.Tensor3D, first: tf.Tensor3D, second: tf.Tensor3D): tf.Tensor3D {
  return tf.add(tf.mul(first, present), tf.mul(second, tf.sub(1, present)));
}

/** A map that modalities share or have each for itself, applied to both, `[members, batch, width]` each. */
export function applyToBoth(
  both: readonly [tf.Tensor3D, tf.Tensor3D],
  weights: Weights,
  stack: DenseStack,
): [tf.Tensor3D, tf.Tensor3D] {
  const [image, audio] = unstackModalities(applyDense(stackModalities(both), weights, stack));
  return [image, audio];
}

/** `[members, batch, width]` of image and audio to `[members * 2, batch, width]`, each member's next to each other. */
export function stackModalities(both: readonly [tf.Tensor3D, tf.Tensor3D]): tf.Tensor3D {
  const [members, batch, width] = both[0].shape;
  return tf.reshape(tf.stack([...both], 1), [members * 2, batch, width]);
}

/** The inverse of {@link stackModalities}. */
export function unstackModalities(stacked: tf.Tensor3D): [tf.Tensor3D, tf.Tensor3D] {
  const [rows, batch, width] = stacked.shape;
  const [image, audio] = tf.unstack(tf.reshape(stacked, [rows / 2, 2, batch, width]), 1);
  return [image as tf.Tensor3D, audio as tf.Tensor3D];
}
