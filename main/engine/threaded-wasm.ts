import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import type { Worker } from 'node:worker_threads';
import { BackendWasm, setThreadsCount } from '@tensorflow/tfjs-backend-wasm';
import { registerBackend, removeBackend } from '@tensorflow/tfjs-core';

/** The size of the pool of threads that the library is built with. */
export const MOST_WASM_THREADS = 8;

/** As much of the compiled module as is used here. */
interface WasmModule {
  cwrap(name: string, returns: string | null, takes: readonly string[]): unknown;
  readonly PThread: { unusedWorkers: Worker[]; readonly runningWorkers: readonly Worker[] };
  tfjs?: Readonly<Record<string, unknown>>;
}
interface Imports {
  readonly env: Record<string, unknown>;
}
type Factory = (options: {
  mainScriptUrlOrBlob: string;
  locateFile(file: string): string;
  instantiateWasm(imports: Imports, receive: (instance: unknown, module: unknown) => void): object;
}) => Promise<WasmModule>;

/** Node has it; its types come with those of a browser only. */
declare const WebAssembly: {
  readonly Module: new (bytes: Uint8Array) => object;
  readonly Instance: new (module: object, imports: Imports) => object;
};

const FUNCTIONS = {
  init: ['init', null, []],
  initWithThreadsCount: ['init_with_threads_count', null, ['number']],
  getThreadsCount: ['get_threads_count', 'number', []],
  registerTensor: ['register_tensor', null, ['number', 'number', 'number']],
  disposeData: ['dispose_data', null, ['number']],
  dispose: ['dispose', null, []],
} as const;

/**
 * Registers the wasm backend with threads. The package has such a build but starts it in browsers only, so this
 * loads it the way Node can: its threads from files, and the number of threads as asked for.
 */
export async function registerThreadedWasm(threads: number): Promise<void> {
  const module = await withoutExitHandlers(() => load(threads));
  module.tfjs = Object.fromEntries(
    Object.entries(FUNCTIONS).map(([name, [symbol, returns, takes]]) => [
      name,
      module.cwrap(symbol, returns, takes),
    ]),
  );
  setThreadsCount(threads);
  removeBackend('wasm');
  registerBackend('wasm', () => withQuietThreads(module));
}

function load(threads: number): Promise<WasmModule> {
  const require = createRequire(import.meta.url);
  const glue = require.resolve('@tensorflow/tfjs-backend-wasm/wasm-out/tfjs-backend-wasm-threaded-simd.js');
  const thread = path.join(import.meta.dirname, 'wasm-thread.cjs');
  // A thread that cannot be started would end the process; a package of the application leaves them out.
  if (!existsSync(thread)) throw new Error('its threads are not part of this installation');
  const factory = require(glue) as Factory;
  return factory({
    mainScriptUrlOrBlob: glue,
    locateFile: (file) => (file.endsWith('.worker.js') ? thread : path.join(path.dirname(glue), file)),
    instantiateWasm(imports, receive) {
      // The library takes half of the processors at most, in the belief that each counts double.
      imports.env['emscripten_num_logical_cores'] = () => 2 * threads;
      const module = new WebAssembly.Module(readFileSync(glue.replace(/\.js$/, '.wasm')));
      receive(new WebAssembly.Instance(module, imports), module);
      return {};
    },
  });
}

/** The backend, its threads not keeping the process alive and those of the pool that it did not take ended. */
function withQuietThreads(module: WasmModule): BackendWasm {
  const backend = new BackendWasm(module as never);
  for (const worker of module.PThread.runningWorkers) worker.unref();
  for (const worker of module.PThread.unusedWorkers) void worker.terminate();
  module.PThread.unusedWorkers = [];
  return backend;
}

/** Runs a loader and takes back the handlers by which it would end the process in its own way. */
async function withoutExitHandlers<T>(run: () => Promise<T>): Promise<T> {
  const exceptions = new Set(process.listeners('uncaughtException'));
  const rejections = new Set(process.listeners('unhandledRejection'));
  try {
    return await run();
  } finally {
    for (const listener of process.listeners('uncaughtException')) {
      if (!exceptions.has(listener)) process.off('uncaughtException', listener);
    }
    for (const listener of process.listeners('unhandledRejection')) {
      if (!rejections.has(listener)) process.off('unhandledRejection', listener);
    }
  }
}
