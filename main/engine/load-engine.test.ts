import { spawnSync } from 'node:child_process';
import { createRequire } from 'node:module';
import { pathToFileURL } from 'node:url';
import { Worker } from 'node:worker_threads';
import * as tf from '@tensorflow/tfjs-core';
import { describe, expect, it } from 'vitest';
import { engineThreads } from './environment.ts';
import { isNativeEngineInstalled } from './installed.ts';
import { MOST_WASM_THREADS } from './threaded-wasm.ts';
import { type EngineInfo, loadEngine, type EnginePreference } from './load-engine.ts';

const native = isNativeEngineInstalled();
const ENGINES: readonly EnginePreference[] = native ? ['tensorflow', 'wasm', 'cpu'] : ['wasm', 'cpu'];
const module = new URL('load-engine.ts', import.meta.url).href;
const core = pathToFileURL(createRequire(import.meta.url).resolve('@tensorflow/tfjs-core')).href;

/** A program that loads an engine, computes a gradient, and says what it found. */
const PROGRAM = `
  const { loadEngine } = await import(${JSON.stringify(module)});
  const tf = await import(${JSON.stringify(core)});
  const info = await loadEngine('auto');
  const slope = await tf.grad((x) => tf.sum(tf.square(x)))(tf.tensor1d([3])).data();
`;

describe('loadEngine', () => {
  it.each(ENGINES)('%s computes products and gradients, and comes back after another', async (name) => {
    for (const round of [name, 'cpu', name] as const) {
      const info = await loadEngine(round);
      expect(info.name).toBe(round);
      expect(tf.getBackend()).toBe(round);
      const [a, b] = [tf.tensor2d([[1, 2]]), tf.tensor2d([[3], [4]])];
      expect(Array.from(await tf.matMul(a, b).data())).toEqual([1 * 3 + 2 * 4]);
      const slope = tf.grad((x) => tf.sum(tf.square(x)))(tf.tensor1d([3]));
      expect(Array.from(await slope.data())).toEqual([2 * 3]);
    }
  });

  it('takes the fastest engine there is, and says its device and version', async () => {
    const info = await loadEngine();
    expect(info.name).toBe(native ? 'tensorflow' : 'wasm');
    expect(info.device).toMatch(/^GPU|^CPU, \d+ threads?$/);
    expect(info.version).toMatch(/^\d+\.\d+\.\d+/);
  });

  it.each(ENGINES)('%s writes nothing on standard output, and lets the process end', (name) => {
    const args = ['--input-type=module', '-e', PROGRAM.replace('auto', name)];
    const child = spawnSync(process.execPath, args, { encoding: 'utf8', timeout: 120_000 });
    expect(child).toMatchObject({ status: 0, stdout: '', stderr: '' });
  });

  it('gives wasm the threads that are asked for, and leaves the handlers of the process alone', async () => {
    const handlers = process.listenerCount('uncaughtException') + process.listenerCount('unhandledRejection');
    const { device } = await loadEngine('wasm');
    const threads = Math.min(engineThreads(), MOST_WASM_THREADS);
    expect(device).toBe(threads === 1 ? 'CPU, 1 thread' : `CPU, ${threads} threads`);
    expect(process.listenerCount('uncaughtException') + process.listenerCount('unhandledRejection')).toBe(
      handlers,
    );
  });

  it('loads in two worker threads at once', async () => {
    const source = `${PROGRAM}
      const { parentPort } = await import('node:worker_threads');
      parentPort.postMessage({ info, slope: slope[0] });`;
    const file = new URL(`data:text/javascript,${encodeURIComponent(source)}`);
    const answers = [1, 2].map(
      () =>
        new Promise<{ info: EngineInfo; slope: number }>((resolve, reject) => {
          const worker = new Worker(file);
          worker.once('message', resolve);
          worker.once('error', reject);
        }),
    );
    for (const { info, slope } of await Promise.all(answers)) {
      expect(info.name).toBe(native ? 'tensorflow' : 'wasm');
      expect(slope).toBe(2 * 3);
    }
  });
});
