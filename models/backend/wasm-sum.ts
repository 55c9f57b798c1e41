import {
  type KernelConfig,
  type KernelFunc,
  registerKernel,
  Sum,
  type TensorInfo,
  unregisterKernel,
  util,
} from '@tensorflow/tfjs-core';
import type { WasmHeap } from './wasm-heap.ts';
import { wasmKernel } from './wasm-kernels.ts';

const mended = new WeakSet<KernelConfig>();

/**
 * Mends sums of the wasm backend over an axis that is not the last, which the gradient of every bias is. As shipped, the
 * whole tensor is transposed first. Calling this again changes nothing; the wasm kernels must be registered.
 */
export function mendWasmSum(): void {
  const shipped = wasmKernel(Sum);
  if (mended.has(shipped)) return;
  const replacement = { ...shipped, kernelFunc: summingInPlace(shipped.kernelFunc) };
  unregisterKernel(Sum, 'wasm');
  registerKernel(replacement);
  mended.add(replacement);
}

/** Sums float32 tensors over one axis before the last; leaves the others to `shipped`. */
function summingInPlace(shipped: KernelFunc): KernelFunc {
  return (options) => {
    const { x } = options.inputs as { x: TensorInfo };
    const { axis, keepDims } = options.attrs as { axis: number | number[]; keepDims: boolean };
    const [only = 0, ...others] = util.parseAxisParam(axis, x.shape);
    if (others.length > 0 || only === x.shape.length - 1 || x.dtype !== 'float32' || x.shape.length === 0)
      return shipped(options);
    const out = sumOver(options.backend as WasmHeap, x, only);
    return keepDims ? out : { ...out, shape: out.shape.toSpliced(only, 1) };
  };
}

/** The sum with the axis kept, of length 1. In double precision, so that its order does not matter. */
function sumOver(heap: WasmHeap, x: TensorInfo, axis: number): TensorInfo {
  const out = heap.makeOutput(x.shape.with(axis, 1), 'float32');
  const [from, to] = [heap.typedArrayFromHeap(x), heap.typedArrayFromHeap(out)];
  const inner = util.sizeFromShape(x.shape.slice(axis + 1));
  const block = (x.shape[axis] ?? 0) * inner;
  const sums = new Float64Array(inner);
  for (let start = 0, row = 0; row < to.length; start += block, row += inner) {
    sums.fill(0);
    for (let at = start; at < start + block; at += inner) {
      for (let i = 0; i < inner; i += 1) sums[i] = (sums[i] as number) + (from[at + i] as number);
    }
    to.set(sums, row);
  }
  return out;
}
