import * as tf from '@tensorflow/tfjs-core';

/** Bits a modality: recorded, used, and recorded but switched off, which follows from the two. */
const BITS = 3;

/** Width of the presence bits that the classifier reads. */
export const presenceWidth = (modalities: number): number => BITS * modalities;

/** Place of the bit that says: modality m is recorded. */
export const recordedBit = (m: number): number => m;

/** Place of the bit that says: modality m is recorded, and not used. */
export const switchedOffBit = (m: number, modalities: number): number => 2 * modalities + m;

/**
 * Writes the presence bits of one encounter: all `recorded`, all `used`, all switched off.
 * @param recorded as found, never changed by a switch, a mask or a coalition; 0 or 1, one a modality.
 * @param used 0 or 1, one a modality.
 */
export function writePresenceBits(
  bits: Float32Array,
  offset: number,
  recorded: Uint8Array,
  used: Uint8Array,
): void {
  bits.set(recorded, offset);
  bits.set(used, offset + recorded.length);
  for (let m = 0; m < recorded.length; m += 1) {
    bits[offset + switchedOffBit(m, recorded.length)] = (recorded[m] ?? 0) * (1 - (used[m] ?? 0));
  }
}

/**
 * The presence bits of the same encounters with some slots dropped: what was recorded, or used, stays recorded.
 * @param bits `[members, batch, 3 * M]`.
 * @param dropped `[members, batch, M, 1]`, 0 or 1.
 */
export function switchOffDropped(bits: tf.Tensor3D, dropped: tf.Tensor4D): tf.Tensor3D {
  const [members, batch, modalities] = dropped.shape;
  const [recorded, before] = tf.split(bits, BITS, 2) as [tf.Tensor3D, tf.Tensor3D];
  const used = tf.mul(before, tf.sub(1, tf.reshape(dropped, [members, batch, modalities])));
  return tf.concat([recorded, used, tf.mul(recorded, tf.sub(1, used))], 2) as tf.Tensor3D;
}
