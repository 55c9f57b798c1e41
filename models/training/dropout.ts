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
  // Looked up, since a branch on a random bit is guessed wrong half of the time.
  const ofByte = Float32Array.from({ length: LEVELS }, (_, byte) => (byte < dropped ? 0 : kept));
  const values = new Float32Array(shape[0] * shape[1] * shape[2]);
  const words = random.fill(new Uint32Array(Math.ceil(values.length / 4)));
  for (let i = 0, next = 0; i < values.length; i += 4, next += 1) {
    const word = words[next] as number;
    values[i] = ofByte[word & 0xff] as number;
    values[i + 1] = ofByte[(word >>> 8) & 0xff] as number;
    values[i + 2] = ofByte[(word >>> 16) & 0xff] as number;
    values[i + 3] = ofByte[word >>> 24] as number;
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
