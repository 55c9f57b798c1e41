import * as tf from '@tensorflow/tfjs-core';
import { ModelError } from '../errors.ts';
import type { RandomStream } from '../random/random-stream.ts';

/**
 * One parameter tensor of a member. Networks of equal shape are stacked: `groups` is the number of modalities for
 * a network that each modality has, else 1. All members together: `[members * groups, rows, columns]`.
 */
export interface ParameterSpec {
  readonly name: string;
  readonly groups: number;
  readonly rows: number;
  readonly columns: number;
  /** Standard deviation of the normal initial values; 0 = zeros. */
  readonly deviation: number;
  /** Whether weight decay applies: to weights, not to biases. */
  readonly decays: boolean;
  /** Place of the one modality that it belongs to; absent = it serves all, or has a group of each. */
  readonly modality?: number;
}

/** Parameters by name, `[members * groups, rows, columns]` each. */
export type Weights = ReadonlyMap<string, tf.Tensor3D>;

/** Values of one member. */
export const sizeOf = ({ groups, rows, columns }: ParameterSpec): number => groups * rows * columns;

/** @throws {ModelError} `serialization` when the weights have no tensor of this name. */
export function weightOf(weights: Weights, name: string): tf.Tensor3D {
  const weight = weights.get(name);
  if (weight === undefined) throw new ModelError('serialization', `expected weights named "${name}"`);
  return weight;
}

/**
 * Seeded initial values of a list of parameters, one row a member: `[members, sum of sizes]`. Every parameter of
 * every member has a random stream of its own, so that networks that share parts start those parts alike.
 */
export function initialValues(
  specs: readonly ParameterSpec[],
  members: number,
  random: RandomStream,
): Float32Array {
  const total = specs.reduce((sum, spec) => sum + sizeOf(spec), 0);
  const values = new Float32Array(members * total);
  let offset = 0;
  for (let member = 0; member < members; member += 1) {
    for (const spec of specs) {
      const end = offset + sizeOf(spec);
      if (spec.deviation > 0) {
        const stream = random.fork(member).fork(spec.name);
        for (let i = offset; i < end; i += 1) values[i] = spec.deviation * stream.normal();
      }
      offset = end;
    }
  }
  return values;
}

/** All parameters, `[members, sum of sizes]`, as one tensor each, in the order of the specs. The caller disposes. */
export function splitWeights(flat: tf.Tensor2D, specs: readonly ParameterSpec[]): tf.Tensor3D[] {
  if (specs.length === 0) return [];
  return tf.tidy(() => {
    const parts = tf.split(flat, specs.map(sizeOf), 1);
    return parts.map((part, i) => {
      const { groups = 1, rows = 1, columns = 1 } = specs[i] ?? {};
      return tf.reshape(part, [flat.shape[0] * groups, rows, columns]);
    });
  });
}

/** Names tensors that are in the order of the specs. */
export function nameWeights(specs: readonly ParameterSpec[], tensors: readonly tf.Tensor[]): Weights {
  return new Map(specs.map(({ name }, i) => [name, tensors[i] as tf.Tensor3D]));
}

/** The inverse of `splitWeights`, for tensors in the order of the specs: `[members, sum of sizes]`. */
export function joinWeights(tensors: readonly tf.Tensor[], members: number): tf.Tensor2D {
  return tf.concat2d(
    tensors.map((tensor) => tf.reshape(tensor, [members, tensor.size / members])),
    1,
  );
}
