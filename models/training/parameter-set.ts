import * as tf from '@tensorflow/tfjs-core';
import { nameWeights, type ParameterSpec, splitWeights, type Weights } from '../encoders/parameters.ts';
import { ModelError } from '../errors.ts';
import { type FlatState, updateFlat, type UpdateSettings } from './optimizer.ts';
import type { NamedTensor } from './trained-model.ts';

const PARTS = ['values', 'first', 'second'] as const;

/** Parameters that move together, of all members, with the moments of their optimiser. Owns its tensors. */
export class ParameterSet {
  readonly specs: readonly ParameterSpec[];
  #flat: FlatState;
  #split: tf.Tensor3D[];

  private constructor(specs: readonly ParameterSpec[], flat: FlatState) {
    this.specs = specs;
    this.#flat = flat;
    this.#split = splitWeights(flat.values, specs);
  }

  /** Parameters that have not moved yet. @param values row-major `[members, sum of sizes]`. */
  static start(specs: readonly ParameterSpec[], members: number, values: Float32Array): ParameterSet {
    const shape: [number, number] = [members, values.length / members];
    return new ParameterSet(specs, {
      values: tf.tensor2d(values, shape),
      first: tf.zeros(shape),
      second: tf.zeros(shape),
      steps: 0,
    });
  }

  /**
   * The inverse of `tensors` and `steps`.
   * @throws {ModelError} `serialization` when a tensor is missing.
   */
  static restore(
    specs: readonly ParameterSpec[],
    name: string,
    { tensors, steps }: { readonly tensors: Readonly<Record<string, NamedTensor>>; readonly steps: number },
  ): ParameterSet {
    const read = (part: string): tf.Tensor2D => {
      const stored = tensors[`${name}.${part}`];
      if (stored === undefined) throw new ModelError('serialization', `expected tensor "${name}.${part}"`);
      return tf.tensor2d(stored.values, stored.shape as [number, number]);
    };
    return new ParameterSet(specs, {
      values: read('values'),
      first: read('first'),
      second: read('second'),
      steps,
    });
  }

  /** `[members, sum of sizes]`; still owned by the set. */
  get values(): tf.Tensor2D {
    return this.#flat.values;
  }

  /** Updates so far. */
  get steps(): number {
    return this.#flat.steps;
  }

  /** The parameters by name. Valid until the next change. */
  get weights(): Weights {
    return nameWeights(this.specs, this.#split);
  }

  /** Replaces the values, whose moments stay; takes over the tensor. */
  setValues(values: tf.Tensor2D): void {
    tf.dispose([this.#flat.values, this.#split]);
    this.#flat = { ...this.#flat, values };
    this.#split = splitWeights(values, this.specs);
  }

  /** One optimiser step. */
  update(gradient: tf.Tensor2D, settings: UpdateSettings): void {
    const old = this.#flat;
    const [values, first, second] = tf.tidy(() => {
      const next = updateFlat(old, gradient, settings);
      return [next.values, next.first, next.second];
    });
    tf.dispose([old.values, old.first, old.second, this.#split]);
    this.#flat = { values, first, second, steps: old.steps + 1 };
    this.#split = splitWeights(values, this.specs);
  }

  /** Values and moments at rest, named `<name>.<part>`. */
  tensors(name: string): Record<string, NamedTensor> {
    return Object.fromEntries(
      PARTS.map((part) => {
        const tensor = this.#flat[part];
        return [`${name}.${part}`, { shape: tensor.shape, values: tensor.dataSync<'float32'>() }] as const;
      }),
    );
  }

  dispose(): void {
    const { values, first, second } = this.#flat;
    tf.dispose([values, first, second, this.#split]);
  }
}
