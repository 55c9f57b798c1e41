import { sizeOf } from '../encoders/parameters.ts';
import { type Network, type Role, ROLES } from '../network/network.ts';
import { ModelState } from '../training/model-state.ts';
import type { NamedTensor } from '../training/trained-model.ts';

const NO_STEPS: Readonly<Record<Role, number>> = { semantic: 0, head: 0, discriminator: 0 };

/** A state of one member in which the named parameters have the given values, and all others are 0. */
export function stateWithWeights(
  network: Network,
  values: Readonly<Record<string, readonly number[]>>,
): ModelState {
  const tensors = ROLES.flatMap((role) => {
    const flat = network.specs[role].flatMap((spec) => {
      const given = values[spec.name] ?? Array.from({ length: sizeOf(spec) }, () => 0);
      if (given.length !== sizeOf(spec)) throw new Error(`${spec.name}: expected ${sizeOf(spec)} values`);
      return given;
    });
    const zeros = flat.map(() => 0);
    return (['values', 'first', 'second'] as const).map((part): [string, NamedTensor] => [
      `${role}.${part}`,
      { shape: [1, flat.length], values: Float32Array.from(part === 'values' ? flat : zeros) },
    ]);
  });
  return ModelState.restore(network, Object.fromEntries(tensors), NO_STEPS);
}

/** Splits values of a role, `[size]`, into its named parameters. */
export function namedValues(network: Network, role: Role, flat: ArrayLike<number>): Map<string, number[]> {
  const named = new Map<string, number[]>();
  let offset = 0;
  for (const spec of network.specs[role]) {
    named.set(spec.name, Array.from(flat).slice(offset, offset + sizeOf(spec)));
    offset += sizeOf(spec);
  }
  return named;
}
