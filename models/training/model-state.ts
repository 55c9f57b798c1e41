import * as tf from '@tensorflow/tfjs-core';
import {
  initialValues,
  joinWeights,
  type ParameterSpec,
  sizeOf,
  weightOf,
  type Weights,
} from '../encoders/parameters.ts';
import { ModelError } from '../errors.ts';
import { type Network, type Role, ROLES } from '../network/network.ts';
import type { RandomStream } from '../random/random-stream.ts';
import type { UpdateSettings } from './optimizer.ts';
import { ParameterSet } from './parameter-set.ts';
import type { NamedTensor } from './trained-model.ts';

const MEMORY = 'memory.values';

/** Weights of all members and the moments of their optimisers, one set a role, and
 * what the fusion keeps of training patients. Owns its tensors. */
export class ModelState {
  readonly network: Network;
  readonly members: number;
  readonly #sets: Readonly<Record<Role, ParameterSet>>;
  /** What the fusion keeps of training patients: set, never updated. */
  readonly #memory: ParameterSet;

  private constructor(network: Network, sets: Record<Role, ParameterSet>, memory: Float32Array | undefined) {
    const specs = network.memorySpecs;
    this.network = network;
    this.members = sets.semantic.values.shape[0];
    this.#sets = sets;
    const size = this.members * specs.reduce((sum, spec) => sum + sizeOf(spec), 0);
    this.#memory = ParameterSet.start(specs, this.members, memory ?? new Float32Array(size));
  }

  /**
   * Seeded initial weights.
   * @param outputBias where the biases of all logits start.
   */
  static initial(network: Network, members: number, random: RandomStream, outputBias: number): ModelState {
    const sets = byRole((role): ParameterSet => {
      const specs = network.specs[role];
      const values = initialValues(specs, members, random);
      const size = values.length / members;
      for (const name of network.outputBiases) {
        eachParameter(specs, name, (start, end) => {
          for (let row = 0; row < values.length; row += size) values.fill(outputBias, row + start, row + end);
        });
      }
      return ParameterSet.start(specs, members, values);
    });
    return new ModelState(network, sets, undefined);
  }

  /** The inverse of `tensors` and `steps`. */
  static restore(
    network: Network,
    tensors: Readonly<Record<string, NamedTensor>>,
    steps: Readonly<Record<Role, number>>,
  ): ModelState {
    const sets = byRole((role) =>
      ParameterSet.restore(network.specs[role], role, { tensors, steps: steps[role] }),
    );
    const memory = tensors[MEMORY];
    if (memory === undefined && network.memorySpecs.length > 0) {
      throw new ModelError('serialization', `expected tensor "${MEMORY}"`);
    }
    return new ModelState(network, sets, memory?.values);
  }

  /** All parameters by name. Valid until the next update. */
  get weights(): Weights {
    return new Map([...ROLES.flatMap((role) => [...this.#sets[role].weights]), ...this.#memory.weights]);
  }

  get steps(): Record<Role, number> {
    return byRole((role) => this.#sets[role].steps);
  }

  /** Values of a role, `[members, size]`; still owned by the state. */
  valuesOf(role: Role): tf.Tensor2D {
    return this.#sets[role].values;
  }

  /** Replaces the values of a role; takes over the tensor. */
  setValues(role: Role, values: tf.Tensor2D): void {
    this.#sets[role].setValues(values);
  }

  /** Replaces what the fusion keeps of training patients, by name; the tensors are still the caller's. */
  setMemory(memory: Weights): void {
    const { specs } = this.#memory;
    const tensors = specs.map(({ name }) => weightOf(memory, name));
    this.#memory.setValues(tf.tidy(() => joinWeights(tensors, this.members)));
  }

  /** Values of all roles and the memory, `[members, size of all]`. The caller disposes. */
  joinedValues(): tf.Tensor2D {
    return tf.concat2d(
      this.#allSets.map(({ values }) => values),
      1,
    );
  }

  /** The inverse of `joinedValues`; moments stay, and the tensor is still the caller's. */
  setJoinedValues(values: tf.Tensor2D): void {
    const sizes = this.#allSets.map((set) => set.values.shape[1]);
    const parts = tf.split(values, sizes, 1);
    this.#allSets.forEach((set, i) => {
      const part = parts[i];
      if (part) set.setValues(part as tf.Tensor2D);
    });
  }

  /** Adds to one parameter of every member. @param change as long as the parameter of one member. */
  shift(name: string, change: ArrayLike<number>): void {
    for (const role of ROLES) {
      const { specs, values } = this.#sets[role];
      if (!specs.some((spec) => spec.name === name)) continue;
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
    this.#sets[role].update(gradient, settings);
  }

  /** Weights and moments at rest, named `<role>.<part>`. */
  tensors(): Record<string, NamedTensor> {
    const { values, specs } = this.#memory;
    const tensors = Object.assign({}, ...ROLES.map((role) => this.#sets[role].tensors(role))) as Record<
      string,
      NamedTensor
    >;
    if (specs.length > 0) tensors[MEMORY] = { shape: values.shape, values: values.dataSync<'float32'>() };
    return tensors;
  }

  dispose(): void {
    for (const set of this.#allSets) set.dispose();
  }

  get #allSets(): readonly ParameterSet[] {
    return [...ROLES.map((role) => this.#sets[role]), this.#memory];
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
