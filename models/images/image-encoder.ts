import * as tf from '@tensorflow/tfjs-core';
import { dense, denseSpecs, type DenseStack } from '../encoders/dense.ts';
import type { ParameterSpec, Weights } from '../encoders/parameters.ts';
import { type Convolution, convolutionSpecs, convolve, convolvedSide } from './convolution.ts';

/** Drops values while training; leaves them as they are otherwise. */
export type Dropout = <T extends tf.Tensor>(values: T) => T;

/** Square images of one channel to a vector: convolutions, then fully connected layers. */
export interface ImageEncoder {
  /** Of the images, in pixels. */
  readonly side: number;
  readonly convolutions: readonly Convolution[];
  readonly layers: DenseStack;
}

export interface ImageEncoderShape {
  readonly name: string;
  readonly side: number;
  readonly convolutions: readonly Pick<Convolution, 'kernel' | 'outputs' | 'padding'>[];
  /** Of the fully connected layers; the last is that of the encoding. */
  readonly widths: readonly number[];
}

export function imageEncoder({ name, side, convolutions, widths }: ImageEncoderShape): ImageEncoder {
  const layers = convolutions.map((shape, i) => ({
    ...shape,
    name: `${name}.convolution.${i}`,
    inputs: convolutions[i - 1]?.outputs ?? 1,
  }));
  const last = layers.reduce(convolvedSide, side);
  const inputs = last * last * (layers.at(-1)?.outputs ?? 1);
  return { side, convolutions: layers, layers: { name: `${name}.layers`, groups: 1, inputs, widths } };
}

export function imageEncoderSpecs({ convolutions, layers }: ImageEncoder): ParameterSpec[] {
  return [...convolutions.flatMap(convolutionSpecs), ...denseSpecs(layers)];
}

/**
 * Encodings `[members, batch, last width]`, the last layer linear.
 * @param images `[members, batch, side * side]`.
 * @param drop before each fully connected layer.
 */
export function encodeImages(
  { side, convolutions, layers }: ImageEncoder,
  images: tf.Tensor3D,
  weights: Weights,
  drop: Dropout,
): tf.Tensor3D {
  const [members, batch] = images.shape;
  const square = tf.reshape(images, [members, batch, side, side, 1]);
  const convolved = convolutions.reduce(
    (maps: readonly tf.Tensor4D[], layer) => convolve(maps, weights, layer),
    tf.unstack(square) as tf.Tensor4D[],
  );
  const flat: tf.Tensor3D = tf.reshape(tf.stack([...convolved]), [members, batch, layers.inputs]);
  return layers.widths.reduce((input, _, layer) => {
    const output = dense(drop(input), weights, `${layers.name}.${layer}`);
    return layer === layers.widths.length - 1 ? output : tf.relu(output);
  }, flat);
}
