import * as tf from '@tensorflow/tfjs-core';
import type { DropoutMasks, NetworkShape } from '../network/network.ts';
import type { RandomStream } from '../random/random-stream.ts';

const LEVELS = 256;

/**
 * A seeded dropout mask: 0 with the given rate (in steps of 1/256), else 1 / keep rate. One random word decides
 * about four values, since the masks are as large as the activations.
 */
export function dropoutMask(
  random: RandomStream,
  shape: readonly [number, number, number],
  rate: number,
): tf.Tensor3D {
  const dropped = Math.round(rate * LEVELS);
  const kept = LEVELS / (LEVELS - dropped);
  const values = new Float32Array(shape[0] * shape[1] * shape[2]);
  for (let i = 0; i < values.length; i += 4) {
    const word = random.uint32();
    values[i] = (word & 0xff) < dropped ? 0 : kept;
    values[i + 1] = ((word >>> 8) & 0xff) < dropped ? 0 : kept;
    values[i + 2] = ((word >>> 16) & 0xff) < dropped ? 0 : kept;
    values[i + 3] = word >>> 24 < dropped ? 0 : kept;
  }
  return tf.tensor3d(values, [...shape]);
}

export interface DropoutRates {
  readonly dropout: number;
  readonly inputDropout: number;
}

/** Masks for one batch of the encoders; `undefined` when nothing is dropped. The caller disposes, or tidies. */
export function dropoutMasks(
  random: RandomStream,
  shape: NetworkShape,
  { dropout, inputDropout }: DropoutRates,
  size: { readonly stack: number; readonly batch: number },
): DropoutMasks | undefined {
  if (dropout === 0 && inputDropout === 0) return undefined;
  const mask = (width: number, rate: number): tf.Tensor3D =>
    dropoutMask(random, [size.stack, size.batch, width], rate);
  return {
    input: mask(shape.inputs, inputDropout),
    hidden: shape.encoder.slice(0, -1).map((width) => mask(width, dropout)),
  };
}
