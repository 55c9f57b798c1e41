import type { RandomStream } from '../random/random-stream.ts';

/** Quantiles of 10,000 values are within a percent or two of a standard deviation of the true ones. */
const CAPACITY = 10_000;

/**
 * A uniform sample of a stream of numbers, all of them up to 10,000, so that fitting needs memory for features, not
 * for patients.
 * @see Vitter 1985, doi:10.1145/3147.3165 (algorithm R)
 */
export class ValueSample {
  readonly #random: RandomStream;
  readonly #values: number[] = [];
  #seen = 0;

  constructor(random: RandomStream) {
    this.#random = random;
  }

  add(value: number): void {
    this.#seen += 1;
    if (this.#values.length < CAPACITY) {
      this.#values.push(value);
      return;
    }
    const place = this.#random.int(this.#seen);
    if (place < CAPACITY) this.#values[place] = value;
  }

  get values(): readonly number[] {
    return this.#values;
  }
}
