import * as tf from '@tensorflow/tfjs-core';
import type { ModelState } from './model-state.ts';
import type { NamedTensor } from './trained-model.ts';

/**
 * The mean of the weights at several points of a run, all members. Owns its tensor.
 * @see Izmailov et al. 2018, "Averaging weights leads to wider optima and better generalization"
 */
export class AveragedWeights {
  #mean: tf.Tensor2D | null = null;
  #points = 0;

  /** Points so far. */
  get points(): number {
    return this.#points;
  }

  /** Takes the weights as they are into the mean. */
  add(state: ModelState): void {
    const old = this.#mean;
    this.#points += 1;
    this.#mean = tf.tidy(() => {
      const values = state.joinedValues();
      return old === null ? values : tf.add(old, tf.div(tf.sub(values, old), this.#points));
    });
    old?.dispose();
  }

  /** Does something with the mean in the place of the weights, which then are what they were. */
  within(state: ModelState, work: () => void): void {
    if (this.#mean === null) return work();
    const own = state.joinedValues();
    state.setJoinedValues(this.#mean);
    work();
    state.setJoinedValues(own);
    own.dispose();
  }

  /** @returns `null` before the first point. */
  tensor(): NamedTensor | null {
    return this.#mean && { shape: this.#mean.shape, values: this.#mean.dataSync<'float32'>() };
  }

  restore(points: number, { shape, values }: NamedTensor): void {
    this.#mean?.dispose();
    this.#mean = tf.tensor2d(values, shape as [number, number]);
    this.#points = points;
  }

  dispose(): void {
    this.#mean?.dispose();
  }
}
