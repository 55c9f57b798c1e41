import { backend, getBackend, type TensorInfo } from '@tensorflow/tfjs-core';

/** As much of the wasm backend as reads and writes tensors where they lie. */
export interface WasmHeap {
  /** A tensor with memory but no values yet. */
  makeOutput(shape: readonly number[], dtype: 'float32'): TensorInfo;
  /** The values in place. The view is void once another tensor is made, which may move the heap. */
  typedArrayFromHeap(tensor: TensorInfo): Float32Array;
}

/** The wasm backend when it is the current one. */
export function wasmHeap(): WasmHeap | undefined {
  return getBackend() === 'wasm' ? (backend() as unknown as WasmHeap) : undefined;
}
