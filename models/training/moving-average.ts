import * as tf from '@tensorflow/tfjs-core';

/** Decayed mean of tensors over the steps of a run, each step's weighing `1 - decay` of it. Owns its tensors. */
export class MovingAverage {
  readonly #decay: number;
  #means: readonly tf.Tensor2D[] = [];

  /** @param decay in [0, 1). */
  constructor(decay: number) {
    this.#decay = decay;
  }

  /** Takes tensors into the mean, which starts as the first of them. */
  add(tensors: readonly tf.Tensor2D[]): void {
    const old = this.#means;
    this.#means = tf.tidy(() =>
      tensors.map((tensor, i): tf.Tensor2D => {
        const mean = old[i];
        return mean ? tf.add(tensor, tf.mul(tf.sub(mean, tensor), this.#decay)) : tf.clone(tensor);
      }),
    );
    tf.dispose([...old]);
  }

  /** In the order they were given; empty before the first. Still owned by this. */
  get means(): readonly tf.Tensor2D[] {
    return this.#means;
  }

  dispose(): void {
    tf.dispose([...this.#means]);
    this.#means = [];
  }
}
