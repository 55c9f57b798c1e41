import { sha256 } from '@noble/hashes/sha2.js';
import { utf8ToBytes } from '@noble/hashes/utils.js';

/** A stream frozen between two draws. JSON-able; `RandomStream.restore` continues with the same numbers. */
export interface RandomState {
  /** Path of labels from the seed to this stream, e.g. `7/members/2`. */
  readonly key: string;
  /** The four words of the generator, unsigned 32-bit. */
  readonly words: readonly [number, number, number, number];
}

const TWO_POW_32 = 2 ** 32;

function seedWords(key: string): [number, number, number, number] {
  const digest = sha256(utf8ToBytes(key));
  const view = new DataView(digest.buffer, digest.byteOffset);
  return [view.getUint32(0), view.getUint32(4), view.getUint32(8), view.getUint32(12)];
}

/**
 * Seeded random numbers, the same on every machine: sfc32, its 128-bit state taken from the SHA-256 of a key.
 * Substreams (`fork`) depend on the key alone, not on how much was drawn before, so that adding a draw in one
 * place moves nothing elsewhere.
 * @see Doty-Humphrey, PractRand (sfc); period at least 2^32, about 2^127 on average.
 */
export class RandomStream {
  readonly #key: string;
  #a: number;
  #b: number;
  #c: number;
  #counter: number;

  private constructor(state: RandomState) {
    this.#key = state.key;
    [this.#a, this.#b, this.#c, this.#counter] = state.words;
  }

  /** @param seed an integer, or any text. */
  static fromSeed(seed: number | string): RandomStream {
    const key = String(seed);
    return new RandomStream({ key, words: seedWords(key) });
  }

  static restore(state: RandomState): RandomStream {
    return new RandomStream(state);
  }

  /** An independent stream named by `label`; the same label gives the same stream. */
  fork(label: string | number): RandomStream {
    return RandomStream.fromSeed(`${this.#key}/${label}`);
  }

  state(): RandomState {
    return { key: this.#key, words: [this.#a >>> 0, this.#b >>> 0, this.#c >>> 0, this.#counter >>> 0] };
  }

  /** Uniform integer in [0, 2^32). */
  uint32(): number {
    const sum = (this.#a + this.#b + this.#counter) | 0;
    this.#counter = (this.#counter + 1) | 0;
    this.#a = this.#b ^ (this.#b >>> 9);
    this.#b = (this.#c + (this.#c << 3)) | 0;
    this.#c = (((this.#c << 21) | (this.#c >>> 11)) + sum) | 0;
    return sum >>> 0;
  }

  /** Fills with what as many calls of `uint32` would give, several times as fast. @returns the same array. */
  fill(words: Uint32Array): Uint32Array {
    let [a, b, c, counter] = [this.#a, this.#b, this.#c, this.#counter];
    for (let i = 0; i < words.length; i += 1) {
      const sum = (a + b + counter) | 0;
      counter = (counter + 1) | 0;
      a = b ^ (b >>> 9);
      b = (c + (c << 3)) | 0;
      c = (((c << 21) | (c >>> 11)) + sum) | 0;
      words[i] = sum;
    }
    [this.#a, this.#b, this.#c, this.#counter] = [a, b, c, counter];
    return words;
  }

  /** Uniform in [0, 1), 53 random bits. */
  float(): number {
    const high = this.uint32() >>> 5;
    const low = this.uint32() >>> 6;
    return (high * 67_108_864 + low) / 9_007_199_254_740_992;
  }

  /** Uniform in [low, high). */
  uniform(low: number, high: number): number {
    return low + (high - low) * this.float();
  }

  /** Standard normal (Box-Muller; the second value is not kept, so that the state stays four words). */
  normal(): number {
    const radius = Math.sqrt(-2 * Math.log(1 - this.float()));
    return radius * Math.cos(2 * Math.PI * this.float());
  }

  /** Uniform integer in [0, bound), without modulo bias. `bound` in 1..2^32. */
  int(bound: number): number {
    const limit = TWO_POW_32 - (TWO_POW_32 % bound);
    let draw = this.uint32();
    while (draw >= limit) draw = this.uint32();
    return draw % bound;
  }

  /** The numbers 0..size-1 in random order (Fisher-Yates). */
  permutation(size: number): Int32Array {
    const order = Int32Array.from({ length: size }, (_, index) => index);
    for (let last = size - 1; last > 0; last -= 1) {
      const other = this.int(last + 1);
      const held = order[last] ?? 0;
      order[last] = order[other] ?? 0;
      order[other] = held;
    }
    return order;
  }
}
