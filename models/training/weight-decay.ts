import * as tf from '@tensorflow/tfjs-core';
import { type ParameterSpec, sizeOf } from '../encoders/parameters.ts';

/**
 * 1 where weight decay applies, `[members, size]`, or `[1, size]` where it is the same for all members: weights yes,
 * biases no, and nothing of a modality that does not occur in a member's batch, since its loss says nothing there.
 * @param occurring for each member, which modalities occur.
 */
export function decayMask(
  specs: readonly ParameterSpec[],
  occurring: readonly (readonly boolean[])[],
): tf.Tensor2D {
  const size = specs.reduce((sum, spec) => sum + sizeOf(spec), 0);
  const complete = occurring.every((found) => found.every(Boolean));
  const members = complete ? occurring.slice(0, 1) : occurring;
  const values = new Float32Array(members.length * size);
  let offset = 0;
  for (const found of members) {
    for (const { groups, rows, columns, decays, modality } of specs) {
      const groupSize = rows * columns;
      for (let group = 0; group < groups; group += 1) {
        const moved = groups === 1 ? modality === undefined || found[modality] : found[group];
        if (decays && moved === true) values.fill(1, offset, offset + groupSize);
        offset += groupSize;
      }
    }
  }
  return tf.tensor2d(values, [members.length, size]);
}
