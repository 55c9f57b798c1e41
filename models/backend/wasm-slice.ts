import {
  backend_util as kernels,
  type KernelConfig,
  type KernelFunc,
  registerKernel,
  Slice,
  slice_util as slicing,
  SplitV,
  type TensorInfo,
  unregisterKernel,
  util,
} from '@tensorflow/tfjs-core';
import type { WasmHeap } from './wasm-heap.ts';
import { wasmKernel } from './wasm-kernels.ts';

const mended = new WeakSet<KernelConfig>();

/**
 * Mends slicing and splitting of the wasm backend. As shipped, each slice first copies the whole tensor, so that
 * splitting one into `n` parts copies it `n` times. The replacements copy what is asked for. Calling this again
 * changes nothing; the wasm kernels must be registered.
 */
export function mendWasmSlice(): void {
  const shipped = wasmKernel(Slice);
  if (mended.has(shipped)) return;
  const replacement = { ...shipped, kernelFunc: slicingInPlace(shipped.kernelFunc) };
  for (const config of [
    replacement,
    { ...wasmKernel(SplitV), kernelFunc: splittingBy(replacement.kernelFunc) },
  ]) {
    unregisterKernel(config.kernelName, 'wasm');
    registerKernel(config);
    mended.add(config);
  }
}

/** Slices float32 tensors of which at most one axis is cut; leaves the others to `shipped`. */
function slicingInPlace(shipped: KernelFunc): KernelFunc {
  return (options) => {
    const { x } = options.inputs as { x: TensorInfo };
    const attrs = options.attrs as { begin: number | number[]; size: number | number[] };
    const [begin = [], size = []] = slicing.parseSliceParams(x, attrs.begin, attrs.size);
    const cut = x.shape.flatMap((length, axis) => (size[axis] === length ? [] : [axis]));
    const [axis = 0] = cut;
    if (cut.length > 1 || x.dtype !== 'float32' || x.shape.length === 0) return shipped(options);
    return copyRuns(options.backend as WasmHeap, x, {
      axis,
      begin: begin[axis] ?? 0,
      length: size[axis] ?? 0,
    });
  };
}

/** Copies the part `[begin, begin + length)` of one axis: one run of memory for each index of the axes before it. */
function copyRuns(
  heap: WasmHeap,
  x: TensorInfo,
  { axis, begin, length }: { axis: number; begin: number; length: number },
): TensorInfo {
  const shape = x.shape.with(axis, length);
  const out = heap.makeOutput(shape, 'float32');
  const [source, target] = [heap.typedArrayFromHeap(x), heap.typedArrayFromHeap(out)];
  const inner = util.sizeFromShape(x.shape.slice(axis + 1));
  const [stride, run] = [(x.shape[axis] ?? 0) * inner, length * inner];
  for (let row = 0; row * run < target.length; row += 1) {
    const start = row * stride + begin * inner;
    target.set(source.subarray(start, start + run), row * run);
  }
  return out;
}

function splittingBy(slice: KernelFunc): KernelFunc {
  return ({ inputs, backend, attrs }) => {
    const { x } = inputs as { x: TensorInfo };
    const { numOrSizeSplits, axis } = attrs as { numOrSizeSplits: number[] | number; axis: number };
    const [along = 0] = util.parseAxisParam(axis, x.shape);
    let offset = 0;
    return kernels.prepareSplitSize(x, numOrSizeSplits, along).map((length) => {
      const begin = x.shape.map((_, i) => (i === along ? offset : 0));
      offset += length;
      return slice({ inputs, backend, attrs: { begin, size: x.shape.with(along, length) } }) as TensorInfo;
    });
  };
}
