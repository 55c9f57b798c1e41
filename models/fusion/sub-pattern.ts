import * as tf from '@tensorflow/tfjs-core';
import type { RandomStream } from '../random/random-stream.ts';

/** Which filled slots of each patient stay; the first that is drawn always does. */
type Rule = (draw: {
  /** Place of each slot in a random order of the patient's filled ones, from 0, `[members, M, batch]`. */
  readonly place: tf.Tensor3D;
  /** Uniform in 0..1, one a slot; the order is theirs, the largest first. */
  readonly lot: tf.Tensor3D;
  /** How many slots of the patient are filled, `[members, 1, batch]`. */
  readonly count: tf.Tensor3D;
}) => tf.Tensor;

/**
 * Of each patient with n > 1 filled slots, by this chance, a uniform 1..(n-1) of them stay; else all do.
 * @param filled `[members * M, batch, 1]`, 0 or 1.
 * @returns the same, 1 where a filled slot stays. Nothing is drawn by what is filled, so that nothing need be read back.
 */
export function drawSubPattern(
  filled: tf.Tensor3D,
  modalities: number,
  random: RandomStream,
  chance = 1,
): tf.Tensor3D {
  return draw(filled, modalities, random, ({ place, count }) => {
    const size = [count.shape[0], 1, count.shape[2]] as const;
    const some = tf.add(1, tf.floor(tf.mul(uniform(random, size), tf.sub(count, 1))));
    const reduced = tf.less(uniform(random, size), chance);
    return tf.less(place, tf.where(reduced, some, count));
  });
}

/** Each filled slot is dropped by this chance; of a patient who would lose all of them one stays. */
export function dropSlots(
  filled: tf.Tensor3D,
  modalities: number,
  random: RandomStream,
  chance: number,
): tf.Tensor3D {
  return draw(filled, modalities, random, ({ place, lot }) =>
    tf.logicalOr(tf.greaterEqual(lot, chance), tf.equal(place, 0)),
  );
}

function draw(filled: tf.Tensor3D, modalities: number, random: RandomStream, rule: Rule): tf.Tensor3D {
  const [stack, batch] = filled.shape;
  const members = stack / modalities;
  const there: tf.Tensor3D = tf.reshape(filled, [members, modalities, batch]);
  const lot = uniform(random, [members, modalities, batch]);
  const before = tf.greater(tf.expandDims(lot, 1), tf.expandDims(lot, 2));
  const place: tf.Tensor3D = tf.sum(tf.mul(tf.cast(before, 'float32'), tf.expandDims(there, 1)), 2);
  const stays = rule({ place, lot, count: tf.sum(there, 1, true) });
  return tf.reshape(tf.mul(tf.cast(stays, 'float32'), there), [stack, batch, 1]);
}

function uniform(random: RandomStream, shape: readonly [number, number, number]): tf.Tensor3D {
  const values = Float32Array.from(
    { length: shape[0] * shape[1] * shape[2] },
    () => random.uint32() / 2 ** 32,
  );
  return tf.tensor3d(values, [...shape]);
}
