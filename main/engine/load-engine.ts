import util from 'node:util';
import type { z } from 'zod';
import { backend, enableProdMode, ready, setBackend } from '@tensorflow/tfjs-core';
import { mendReluGradient } from '../../models/backend/relu-gradient.ts';
import { mendWasmMatMul } from '../../models/backend/wasm-matmul.ts';
import { mendWasmSlice } from '../../models/backend/wasm-slice.ts';
import { mendWasmSum } from '../../models/backend/wasm-sum.ts';
import type { engineInfo } from '../api/system.ts';
import { LacunaError } from '../errors.ts';
import { engineThreads, fixEngineEnvironment } from './environment.ts';
import { isNativeEngineInstalled } from './installed.ts';
import { sentence, type Sentence, worded } from '../../models/wording.ts';

export type EngineInfo = z.infer<typeof engineInfo>;
export type EngineName = EngineInfo['name'];
export type EnginePreference = 'auto' | EngineName;

/** Fastest first. */
const ENGINES = ['tensorflow', 'wasm', 'cpu'] as const satisfies readonly EngineName[];

const LOADERS: Readonly<Record<EngineName, () => Promise<EngineInfo>>> = {
  tensorflow: loadTensorflow,
  wasm: loadWasm,
  cpu: loadCpu,
};

/**
 * Registers a backend with the one `@tensorflow/tfjs-core` and makes it current. `auto` takes the fastest that
 * loads. It may be called repeatedly and in worker threads.
 * @throws {LacunaError} `engine_unavailable` when a named engine does not load.
 */
export async function loadEngine(preference: EnginePreference = 'auto'): Promise<EngineInfo> {
  fixEngineEnvironment();
  enableProdMode();
  const failures: unknown[] = [];
  for (const name of preference === 'auto' ? ENGINES : [preference]) {
    try {
      return await LOADERS[name]();
    } catch (error) {
      failures.push(error);
    }
  }
  throw new LacunaError('engine_unavailable', worded`the compute engine ${preference} cannot be loaded`, {
    cause: new AggregateError(failures),
    hint: 'npm run setup prepares the native engine; lacuna doctor tells what is in use',
  });
}

async function activate(name: EngineName): Promise<void> {
  if (!(await setBackend(name))) throw new Error(`backend ${name} did not start`);
  await ready();
}

interface NativeBackend {
  readonly binding: { readonly TF_Version: string };
  readonly isUsingGpuDevice: boolean;
}

async function loadTensorflow(): Promise<EngineInfo> {
  if (!isNativeEngineInstalled()) throw new Error('its library is not installed');
  // tfjs-node calls one function that Node 23 removed and one that Node deprecates on standard error.
  const isNullOrUndefined = (value: unknown) => value === null || value === undefined;
  Object.assign(util, { isNullOrUndefined, isArray: Array.isArray });
  await import('@tensorflow/tfjs-node-gpu');
  mendReluGradient();
  await activate('tensorflow');
  const { binding, isUsingGpuDevice } = backend() as unknown as NativeBackend;
  const device = isUsingGpuDevice ? 'GPU (CUDA)' : cpuDevice(engineThreads());
  return { name: 'tensorflow', device, version: binding.TF_Version };
}

async function loadWasm(): Promise<EngineInfo> {
  await registerGradients();
  const { getThreadsCount, version_wasm: version } = await import('@tensorflow/tfjs-backend-wasm');
  mendWasmMatMul();
  mendWasmSlice();
  mendWasmSum();
  await (threadedWasm ??= registerThreads());
  await activate('wasm');
  return { name: 'wasm', device: cpuDevice(getThreadsCount()), version };
}

let threadedWasm: Promise<void> | undefined;

/** Gives wasm its threads where that works; the shipped backend with one thread does everything else. */
async function registerThreads(): Promise<void> {
  if (engineThreads() === 1) return;
  try {
    // Only here: the module loads the backend's package.
    const { MOST_WASM_THREADS, registerThreadedWasm } = await import('./threaded-wasm.ts');
    const threads = Math.min(engineThreads(), MOST_WASM_THREADS);
    await registerThreadedWasm(threads);
  } catch (error) {
    process.emitWarning(`wasm runs on one thread: ${error instanceof Error ? error.message : String(error)}`);
  }
}

async function loadCpu(): Promise<EngineInfo> {
  await registerGradients();
  const { version_cpu: version } = await import('@tensorflow/tfjs-backend-cpu');
  await activate('cpu');
  return { name: 'cpu', device: cpuDevice(1), version };
}

/** tfjs-core has no gradients of its own under Node: the union package registers them with it. */
async function registerGradients(): Promise<void> {
  await import('@tensorflow/tfjs');
}

const cpuDevice = (threads: number): Sentence =>
  threads === 1 ? sentence`CPU, 1 thread` : sentence`CPU, ${threads} threads`;
