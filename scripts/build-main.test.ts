import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { bundle, bundlePreload } from './build-main.ts';

const ROOT = path.resolve(import.meta.dirname, '..');
let output: string;

beforeAll(() => {
  // Inside the project, so that the bundles find their packages.
  mkdirSync(path.join(ROOT, '.cache'), { recursive: true });
  output = mkdtempSync(path.join(ROOT, '.cache', 'bundle-test-'));
});
afterAll(() => rmSync(output, { recursive: true }));

const run = (file: string): unknown =>
  JSON.parse(execFileSync(process.execPath, [file], { cwd: '/', encoding: 'utf8' }));

it('bundles programs and workers that behave as their sources do', async () => {
  const entries = {
    host: 'main/testing/example-host.ts',
    'example.worker': 'main/testing/example.worker.ts',
  };
  await bundle(entries, output);
  const expected = {
    doubled: [42],
    migrations: path.join(ROOT, 'migrations'),
    folder: path.join(ROOT, 'main', 'testing'),
    file: path.join(ROOT, 'main', 'testing', 'example-host.ts'),
  };
  expect(run(path.join(ROOT, 'main/testing/example-host.ts'))).toEqual(expected);
  expect(run(path.join(output, 'host.js'))).toEqual(expected);
});

it('takes packages of many small files into the bundles, and leaves the others out', async () => {
  const entries = { host: 'main/testing/example-host.ts', database: 'main/records/database.ts' };
  await bundle(entries, path.join(output, 'packages'));
  const code = readdirSync(path.join(output, 'packages'))
    .map((file) => readFileSync(path.join(output, 'packages', file), 'utf8'))
    .join('\n');
  const packages = [...code.matchAll(/from "([^."][^"]*)"/g)].map(([, name]) => name);
  expect(packages).toContain('better-sqlite3');
  expect(packages).not.toContain('birpc');
});

it('makes the preload script one CommonJS file that needs only Electron', async () => {
  await bundlePreload(output);
  const code = readFileSync(path.join(output, 'preload.cjs'), 'utf8');
  expect([...code.matchAll(/require\("([^"]+)"\)/g)].map(([, name]) => name)).toEqual(['electron']);
  expect(code).not.toMatch(/^(import|export) /m);
  expect(code).toContain('exposeInMainWorld("lacuna"');
});
