import { expect, test } from 'vitest';
import { type ParameterSpec, sizeOf } from '../encoders/parameters.ts';
import { resolveConfiguration, scaleToCohort } from '../training/configuration.ts';
import { createNetwork } from './create-network.ts';

const M = 6;
const network = createNetwork(scaleToCohort(resolveConfiguration('paper'), 10_000), M);

const count = (specs: readonly ParameterSpec[], name: string): number =>
  specs.filter((spec) => spec.name.startsWith(`${name}.`)).reduce((sum, spec) => sum + sizeOf(spec), 0);

test('method.md TEST 1.1: parameters of the paper preset, d = 128, M = 6', () => {
  expect(count(network.specs.head, 'head') / M).toBe(656_896);
  expect(count(network.specs.semantic, 'decoder') / M).toBe(919_168);
  expect(count(network.specs.discriminator, 'discriminator')).toBe(395_526);
});

test('vanilla encoders have neither head, decoder nor discriminator', () => {
  const vanilla = createNetwork(scaleToCohort(resolveConfiguration('paper', { encoders: 'vanilla' }), 10), M);
  expect(vanilla.specs.head).toEqual([]);
  expect(vanilla.specs.discriminator).toEqual([]);
  expect(count(vanilla.specs.semantic, 'decoder')).toBe(0);
  expect(count(vanilla.specs.semantic, 'encoder')).toBe(count(network.specs.semantic, 'encoder'));
});

test('every parameter has a name of its own', () => {
  for (const fusion of ['concat', 'attention', 'gated', 'late'] as const) {
    const { specs } = createNetwork(scaleToCohort(resolveConfiguration('desktop', { fusion }), 100), M);
    const names = Object.values(specs).flatMap((role) => role.map(({ name }) => name));
    expect(new Set(names).size).toBe(names.length);
  }
});
