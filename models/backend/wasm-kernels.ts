import {
  getKernel,
  type KernelBackend,
  type KernelConfig,
  Slice,
  type TensorInfo,
  Transpose,
} from '@tensorflow/tfjs-core';

type Inputs = Readonly<Record<string, TensorInfo>> | readonly TensorInfo[];
type Attributes = Readonly<Record<string, number | readonly number[]>>;

/** The registration of a kernel of the wasm backend. */
export function wasmKernel(name: string): KernelConfig {
  const config = getKernel(name, 'wasm');
  if (!config) throw new Error(`expected kernel ${name} of the wasm backend, got none`);
  return config;
}

/**
 * Calls wasm kernels from inside another kernel, below the gradient tape, and disposes what they made.
 * All matrices are batches of shape `[batch, rows, columns]`.
 */
export class WasmScratch {
  readonly #backend: KernelBackend;
  readonly #made: TensorInfo[] = [];

  constructor(backend: KernelBackend) {
    this.#backend = backend;
  }

  /** Marks a tensor for disposal. */
  keep(made: TensorInfo): TensorInfo {
    this.#made.push(made);
    return made;
  }

  /** Runs a kernel of one output; its inputs go by name, or by position where the kernel takes a list. */
  run(name: string, inputs: Inputs, attrs: Attributes): TensorInfo {
    const options = { inputs, backend: this.#backend, attrs };
    return wasmKernel(name).kernelFunc(options as never) as TensorInfo;
  }

  transpose(x: TensorInfo): TensorInfo {
    return this.keep(this.run(Transpose, { x }, { perm: [0, 2, 1] }));
  }

  /** Matrix `index` of a batch; a batch of one is the same for every index. */
  matrixAt(x: TensorInfo, index: number): TensorInfo {
    const [batch = 1, rows = 0, columns = 0] = x.shape;
    if (batch === 1) return x;
    return this.keep(this.run(Slice, { x }, { begin: [index, 0, 0], size: [1, rows, columns] }));
  }

  dispose(): void {
    for (const { dataId } of this.#made) this.#backend.disposeData(dataId);
  }
}
