import { sha256 } from '@noble/hashes/sha2.js';

const TWO_TO_21 = 2 ** 21;
const TWO_TO_53 = 2 ** 53;
const utf8 = new TextEncoder();

/**
 * A number in [0, 1) that depends on nothing but the text: the first 8 bytes of its SHA-256 as a fraction of 2^64, cut
 * to the 53 bits that a float64 holds. So it stays below 1, and `u < rate` decides as the whole digest would.
 * @param text any text; it is hashed as UTF-8.
 */
export function hashUniform(text: string): number {
  const digest = sha256(utf8.encode(text));
  const first = new DataView(digest.buffer, digest.byteOffset);
  // In two halves of 32 and 21 bits, which a float64 adds exactly: every person of a cohort is hashed, too often for BigInt.
  return (first.getUint32(0) * TWO_TO_21 + (first.getUint32(4) >>> 11)) / TWO_TO_53;
}
