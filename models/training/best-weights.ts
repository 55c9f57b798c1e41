import * as tf from '@tensorflow/tfjs-core';
import type { ModelState } from './model-state.ts';
import type { NamedTensor } from './trained-model.ts';

/** What a checkpoint remembers of the weights kept so far, besides the tensors. */
export interface BestRecord {
  /** Loss of the kept weights, one a member; `null` before the first block ended. */
  readonly losses: readonly (number | null)[];
  /** Epochs trained when they were kept. */
  readonly epochs: readonly number[];
}

/**
 * The weights that each member keeps so far, one row a member over all roles. Owns its tensor.
 */
export class BestWeights {
  #values: tf.Tensor2D;
  #losses: (number | null)[];
  #epochs: number[];

  /** Starts with the weights of the state, as of no epoch. */
  constructor(state: ModelState) {
    this.#values = state.joinedValues();
    this.#losses = Array.from({ length: state.members }, () => null);
    this.#epochs = Array.from({ length: state.members }, () => 0);
  }

  /** Whether any block has ended. */
  get isEmpty(): boolean {
    return this.#losses.every((loss) => loss === null);
  }

  get record(): BestRecord {
    return { losses: this.#losses, epochs: this.#epochs };
  }

  /**
   * Keeps the current weights of the members whose loss is the lowest so far.
   * @param always keeps those of all members: no epoch is better than the last.
   */
  offer(state: ModelState, losses: readonly number[], epochs: number, always: boolean): void {
    const better = losses.map((loss, member) => always || loss < (this.#losses[member] ?? Infinity));
    const old = this.#values;
    this.#values = tf.tidy(() => {
      const chosen = tf.tensor2d(better.map(Number), [better.length, 1]);
      return tf.where(tf.cast(chosen, 'bool'), state.joinedValues(), old);
    });
    old.dispose();
    this.#losses = losses.map((loss, member) => (better[member] ? loss : (this.#losses[member] ?? null)));
    this.#epochs = better.map((is, member) => (is ? epochs : (this.#epochs[member] ?? 0)));
  }

  /** Puts the kept weights into a state, whose moments stay. */
  applyTo(state: ModelState): void {
    state.setJoinedValues(this.#values);
  }

  tensor(): NamedTensor {
    return { shape: this.#values.shape, values: this.#values.dataSync<'float32'>() };
  }

  restore(record: BestRecord, { shape, values }: NamedTensor): void {
    this.#values.dispose();
    this.#values = tf.tensor2d(values, shape as [number, number]);
    this.#losses = [...record.losses];
    this.#epochs = [...record.epochs];
  }

  dispose(): void {
    this.#values.dispose();
  }
}
