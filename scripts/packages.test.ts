import { existsSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, it, vi } from 'vitest';
import { areInstalled, ensurePackages, type PackagesByFolder } from './packages.cjs';

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

it('installs nothing through a link, which would empty what it points to', () => {
  const root = mkdtempSync(path.join(tmpdir(), 'lacuna-packages-'));
  const shared = path.join(root, 'shared');
  mkdirSync(shared);
  writeFileSync(path.join(shared, 'kept'), '');
  symlinkSync(shared, path.join(root, 'node_modules'), 'junction');
  writeFileSync(path.join(root, 'package-lock.json'), JSON.stringify({ packages: locked }));
  expect(ensurePackages(root)).toBe(false);
  expect(existsSync(path.join(shared, 'kept'))).toBe(true);
  rmSync(root, { recursive: true });
});

it('names the ways of who cannot reach the registry', () => {
  const root = mkdtempSync(path.join(tmpdir(), 'lacuna-packages-'));
  writeFileSync(path.join(root, 'package-lock.json'), JSON.stringify({ packages: locked }));
  // Started by a program that is no npm: it fails as npm does where nothing answers.
  vi.stubEnv('npm_node_execpath', process.execPath);
  vi.stubEnv('npm_execpath', path.join(root, 'no-npm.cjs'));
  const said = vi.spyOn(process.stderr, 'write').mockReturnValue(true);
  expect(ensurePackages(root)).toBe(false);
  const text = said.mock.calls.flat().join('');
  vi.restoreAllMocks();
  vi.unstubAllEnvs();
  expect(text).toContain('npm config set registry');
  expect(text).toContain('docs/administration.md');
  rmSync(root, { recursive: true });
});
