import * as tf from '@tensorflow/tfjs-core';
import {
  initialValues,
  nameWeights,
  type ParameterSpec,
  sizeOf,
  splitWeights,
  type Weights,
} from '../encoders/parameters.ts';
import { ModelError } from '../errors.ts';
import { type Network, type Role, ROLES } from '../network/network.ts';
import type { RandomStream } from '../random/random-stream.ts';
import { type FlatState, updateFlat, type UpdateSettings } from './optimizer.ts';
import type { NamedTensor } from './trained-model.ts';

const PARTS = ['values', 'first', 'second'] as const;

/** Weights of all members and the moments of their optimisers, one flat tensor a role. Owns its tensors. */
export class ModelState {
  readonly network: Network;
  readonly members: number;
  readonly #flat: Record<Role, FlatState>;
  readonly #split: Record<Role, tf.Tensor3D[]>;

  private constructor(network: Network, members: number, flat: Record<Role, FlatState>) {
    this.network = network;
    this.members = members;
    this.#flat = flat;
    this.#split = byRole((role) => splitWeights(flat[role].values, network.specs[role]));
  }

  /**
   * Seeded initial weights.
   * @param outputBias where the biases of all logits start.
   */
  static initial(network: Network, members: number, random: RandomStream, outputBias: number): ModelState {
    const flat = byRole((role): FlatState => {
      const specs = network.specs[role];
      const values = initialValues(specs, members, random);
      const shape: [number, number] = [members, values.length / members];
      for (const name of network.outputBiases) {
        eachParameter(specs, name, (start, end) => {
          for (let row = 0; row < values.length; row += shape[1])
            values.fill(outputBias, row + start, row + end);
        });
      }
      return {
        values: tf.tensor2d(values, shape),
        first: tf.zeros(shape),
        second: tf.zeros(shape),
        steps: 0,
      };
    });
    return new ModelState(network, members, flat);
  }

  /** The inverse of `tensors` and `steps`. */
  static restore(
    network: Network,
    tensors: Readonly<Record<string, NamedTensor>>,
    steps: Readonly<Record<Role, number>>,
  ): ModelState {
    const read = (role: Role, part: string): tf.Tensor2D => {
      const stored = tensors[`${role}.${part}`];
      if (stored === undefined) throw new ModelError('serialization', `expected tensor "${role}.${part}"`);
      return tf.tensor2d(stored.values, stored.shape as [number, number]);
    };
    const flat = byRole((role): FlatState => ({
      values: read(role, 'values'),
      first: read(role, 'first'),
      second: read(role, 'second'),
      steps: steps[role],
    }));
    return new ModelState(network, flat.semantic.values.shape[0], flat);
  }

  /** All parameters by name. Valid until the next update. */
  get weights(): Weights {
    return new Map(ROLES.flatMap((role) => [...nameWeights(this.network.specs[role], this.#split[role])]));
  }

  get steps(): Record<Role, number> {
    return byRole((role) => this.#flat[role].steps);
  }

  /** Values of a role, `[members, size]`; still owned by the state. */
  valuesOf(role: Role): tf.Tensor2D {
    return this.#flat[role].values;
  }

  /** Replaces the values of a role; takes over the tensor. */
  setValues(role: Role, values: tf.Tensor2D): void {
    tf.dispose([this.#flat[role].values, this.#split[role]]);
    this.#flat[role] = { ...this.#flat[role], values };
    this.#split[role] = splitWeights(values, this.network.specs[role]);
  }

  /** Adds to one parameter of every member. @param change as long as the parameter of one member. */
  shift(name: string, change: ArrayLike<number>): void {
    for (const role of ROLES) {
      const specs = this.network.specs[role];
      if (!specs.some((spec) => spec.name === name)) continue;
      const { values } = this.#flat[role];
      const row = new Float32Array(values.shape[1]);
      eachParameter(specs, name, (start) => row.set(Array.from(change), start));
      this.setValues(
        role,
        tf.tidy(() => tf.add(values, tf.tensor2d(row, [1, row.length]))),
      );
    }
  }

  /** All parameters at rest, by name. */
  namedTensors(): Record<string, NamedTensor> {
    const entries = [...this.weights].map(
      ([name, tensor]) => [name, { shape: tensor.shape, values: tensor.dataSync<'float32'>() }] as const,
    );
    return Object.fromEntries(entries);
  }

  /** One optimiser step of a role. */
  update(role: Role, gradient: tf.Tensor2D, settings: UpdateSettings): void {
    const old = this.#flat[role];
    const { steps } = old;
    const [values, first, second] = tf.tidy(() => {
      const next = updateFlat(old, gradient, settings);
      return [next.values, next.first, next.second];
    });
    tf.dispose([old.values, old.first, old.second, this.#split[role]]);
    this.#flat[role] = { values, first, second, steps: steps + 1 };
    this.#split[role] = splitWeights(values, this.network.specs[role]);
  }

  /** Weights and moments at rest, named `<role>.<part>`. */
  tensors(): Record<string, NamedTensor> {
    const entries = ROLES.flatMap((role) =>
      PARTS.map((part) => {
        const tensor = this.#flat[role][part];
        return [`${role}.${part}`, { shape: tensor.shape, values: tensor.dataSync<'float32'>() }] as const;
      }),
    );
    return Object.fromEntries(entries);
  }

  dispose(): void {
    for (const role of ROLES) {
      const { values, first, second } = this.#flat[role];
      tf.dispose([values, first, second, this.#split[role]]);
    }
  }
}

function byRole<T>(value: (role: Role) => T): Record<Role, T> {
  return { semantic: value('semantic'), head: value('head'), discriminator: value('discriminator') };
}

/** Calls back with the place of a parameter in the values of one member, where the list has it. */
function eachParameter(
  specs: readonly ParameterSpec[],
  name: string,
  found: (start: number, end: number) => void,
): void {
  let start = 0;
  for (const spec of specs) {
    const end = start + sizeOf(spec);
    if (spec.name === name) found(start, end);
    start = end;
  }
}
