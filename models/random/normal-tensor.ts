import * as tf from '@tensorflow/tfjs-core';
import type { RandomStream } from './random-stream.ts';

/** Seeded standard normal values. The caller disposes, or tidies. */
export function normalTensor(random: RandomStream, shape: readonly [number, number, number]): tf.Tensor3D {
  const values = new Float32Array(shape[0] * shape[1] * shape[2]);
  for (let i = 0; i < values.length; i += 1) values[i] = random.normal();
  return tf.tensor3d(values, [...shape]);
}
