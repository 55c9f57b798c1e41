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
