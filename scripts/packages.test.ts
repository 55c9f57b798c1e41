import { expect, it } from 'vitest';
import { areInstalled, type PackagesByFolder } from './packages.cjs';

const zod = { version: '4.0.0', integrity: 'sha512-a' };
const darwin = { version: '1.0.0', integrity: 'sha512-b', optional: true };
const locked = { '': {}, 'node_modules/zod': zod, 'node_modules/darwin': darwin };

it('agrees when everything that belongs here is installed', () => {
  expect(areInstalled(locked, { 'node_modules/zod': zod, 'node_modules/darwin': darwin })).toBe(true);
  expect(areInstalled(locked, { 'node_modules/zod': zod })).toBe(true);
});

it('disagrees when anything is missing, other or too much', () => {
  const others: (PackagesByFolder | undefined)[] = [
    undefined,
    {},
    { 'node_modules/darwin': darwin },
    { 'node_modules/zod': { ...zod, version: '4.0.1' } },
    { 'node_modules/zod': { ...zod, integrity: 'sha512-c' } },
    { 'node_modules/zod': zod, 'node_modules/left-pad': { version: '1.3.0' } },
  ];
  for (const installed of others) expect(areInstalled(locked, installed)).toBe(false);
  expect(areInstalled(undefined, { 'node_modules/zod': zod })).toBe(false);
});
