import { sha256 } from '@noble/hashes/sha2.js';
import { utf8ToBytes } from '@noble/hashes/utils.js';

const BITS_OF_A_BYTE = 8;
const FLOAT64_PRECISION = 53;
const NUM_BYTES = 8;

/**
 * A number in [0, 1) that depends on nothing but the text: the first 8 bytes of its SHA-256 as a fraction of 2^64, cut
 * to the 53 bits that a float64 holds. So it stays below 1, and `u < rate` decides as the whole digest would.
 * @param text any text; it is hashed as UTF-8.
 */
export function hashUniform(text: string): number {
  const digest = sha256(utf8ToBytes(text));
  let first = 0n;
  for (const byte of digest.subarray(0, NUM_BYTES)) {
    first = (first << BigInt(BITS_OF_A_BYTE)) | BigInt(byte);
  }
  const surplusBits = NUM_BYTES * BITS_OF_A_BYTE - FLOAT64_PRECISION;
  return Number(first >> BigInt(surplusBits)) / 2 ** FLOAT64_PRECISION;
}
