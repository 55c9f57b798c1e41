import * as tf from '@tensorflow/tfjs-core';
import type { RandomStream } from '../random/random-stream.ts';
import type { NamedTensor } from '../training/trained-model.ts';
import { normalise } from './embedding.ts';

/** Share of a row that an update keeps. */
const MOMENTUM = 0.5;

export interface BankSize {
  /** Pairs of student and teacher of all members, each with rows of its own. */
  readonly pairs: number;
  /** Encounters. */
  readonly rows: number;
  readonly width: number;
}

/** Values of `pairs` banks before anything was seen: uniform in +-1/sqrt(width / 3). */
export function initialBank({ pairs, rows, width }: BankSize, random: RandomStream): Float32Array {
  const limit = 1 / Math.sqrt(width / 3);
  return Float32Array.from({ length: pairs * rows * width }, () => random.uniform(-limit, limit));
}

/** The last embeddings of every encounter, averaged over its visits. No gradient flows into it. Owns its tensor. */
export class MemoryBank {
  readonly size: BankSize;
  #values: tf.Tensor2D;

  /** @param values row-major `[pairs, rows, width]`. */
  constructor(size: BankSize, values: Float32Array) {
    this.size = size;
    this.#values = tf.tensor2d(values, [size.pairs * size.rows, size.width]);
  }

  /** Rows `[pairs, count, width]`. @param rows `[pairs * count]`, numbers of rows over all pairs. The caller disposes. */
  take(rows: tf.Tensor1D): tf.Tensor3D {
    const { pairs, width } = this.size;
    return tf.tidy(() => tf.reshape(tf.gather(this.#values, rows), [pairs, -1, width]));
  }

  /**
   * `row <- normalise(row / 2 + embedding / 2)`.
   * @param rows `[pairs * batch]`, no number twice.
   * @param embeddings `[pairs, batch, width]`.
   * @param moved `[pairs, batch, 1]`: 0 for the rows that stay as they are.
   */
  update(rows: tf.Tensor1D, embeddings: tf.Tensor3D, moved: tf.Tensor3D): void {
    const old = this.#values;
    // Kept: the step around it is tidied.
    this.#values = tf.keep(
      tf.tidy(() => {
        const before = this.take(rows);
        const after = normalise(tf.add(tf.mul(before, MOMENTUM), tf.mul(embeddings, 1 - MOMENTUM)));
        const change = tf.reshape(tf.mul(tf.sub(after, before), moved), [-1, this.size.width]);
        const indices = tf.reshape(rows, [-1, 1]);
        return tf.add(old, tf.scatterND(indices, change, old.shape));
      }),
    );
    old.dispose();
  }

  /** Starts the banks of some pairs anew. @param which one a pair. @param fresh all values of `initialBank`. */
  restart(which: readonly boolean[], fresh: Float32Array): void {
    const { pairs, rows, width } = this.size;
    const old = this.#values;
    this.#values = tf.tidy(() => {
      const anew = tf.tensor3d(which.map(Number), [pairs, 1, 1]);
      const blended = tf.add(
        tf.mul(tf.tensor3d(fresh, [pairs, rows, width]), anew),
        tf.mul(tf.reshape(old, [pairs, rows, width]), tf.sub(1, anew)),
      );
      return tf.reshape(blended, old.shape);
    });
    old.dispose();
  }

  tensor(): NamedTensor {
    return { shape: this.#values.shape, values: this.#values.dataSync<'float32'>() };
  }

  dispose(): void {
    this.#values.dispose();
  }
}
