import {
  _FusedMatMul,
  BatchMatMul,
  broadcast_util as broadcasting,
  Concat,
  type KernelBackend,
  type KernelConfig,
  type KernelFunc,
  registerKernel,
  type TensorInfo,
  unregisterKernel,
  util,
} from '@tensorflow/tfjs-core';
import { wasmKernel, WasmScratch } from './wasm-kernels.ts';

const mended = new WeakSet<KernelConfig>();

/**
 * Mends the matrix products of the wasm backend. As shipped, its fast path (XNNPACK) takes only a single product
 * of untransposed matrices; a transposed factor, which every gradient has, or a batch of products falls to a
 * naive loop that is several times slower. The replacements transpose first and multiply a batch one by one, with
 * the same results. Calling this again changes nothing; the wasm kernels must be registered.
 */
export function mendWasmMatMul(): void {
  for (const name of [BatchMatMul, _FusedMatMul]) {
    const shipped = wasmKernel(name);
    if (mended.has(shipped)) continue;
    unregisterKernel(name, 'wasm');
    const replacement = { ...shipped, kernelFunc: transposingFirst(shipped.kernelFunc) };
    registerKernel(replacement);
    mended.add(replacement);
  }
}

/** A product kernel that calls `product` only in the way that is fast. */
function transposingFirst(product: KernelFunc): KernelFunc {
  return ({ inputs, backend, attrs }) => {
    const { a, b, preluActivationWeights } = inputs as Record<string, TensorInfo | undefined>;
    if (!a || !b) throw new Error('expected the factors a and b, got fewer');
    const outer = broadcasting.assertAndGetBroadcastShape(a.shape.slice(0, -2), b.shape.slice(0, -2));
    const scratch = new WasmScratch(backend as KernelBackend);
    const left = attrs?.['transposeA'] ? scratch.transpose(asBatch(a)) : asBatch(a);
    const right = attrs?.['transposeB'] ? scratch.transpose(asBatch(b)) : asBatch(b);
    const multiply = (x: TensorInfo, y: TensorInfo) =>
      product({
        inputs: { ...inputs, a: x, b: y },
        backend,
        attrs: { ...attrs, transposeA: false, transposeB: false },
      }) as TensorInfo;

    const batch = util.sizeFromShape(outer);
    // PReLU weights may differ over the batch, so such a product stays in one piece.
    const inOnePiece = batch <= 1 || preluActivationWeights;
    const out = inOnePiece ? multiply(left, right) : oneByOne(multiply, [left, right], { batch, scratch });
    scratch.dispose();
    return { ...out, shape: [...outer, ...out.shape.slice(-2)] };
  };
}

function oneByOne(
  multiply: (x: TensorInfo, y: TensorInfo) => TensorInfo,
  [left, right]: readonly [TensorInfo, TensorInfo],
  { batch, scratch }: { batch: number; scratch: WasmScratch },
): TensorInfo {
  const products = Array.from({ length: batch }, (_, i) =>
    scratch.keep(multiply(scratch.matrixAt(left, i), scratch.matrixAt(right, i))),
  );
  return scratch.run(Concat, products, { axis: 0 });
}

/** The same data seen as a batch of matrices, `[batch, rows, columns]`. */
function asBatch(x: TensorInfo): TensorInfo {
  const matrix = x.shape.slice(-2);
  return { ...x, shape: [util.sizeFromShape(x.shape.slice(0, -2)), ...matrix] };
}
