import { add, dispose, div, mul, sqrt, square, sub, type Tensor2D, tidy } from '@tensorflow/tfjs-core';
import type { AdamCoefficients, AdamState } from './adam-state.ts';
import { nativeAdamStep } from './native-adam.ts';
import { nativeBackend } from './native-operations.ts';
import { wasmAdamStep } from './wasm-adam.ts';
import { wasmHeap } from './wasm-heap.ts';

export interface AdamSettings {
  readonly rate: number;
  readonly beta1: number;
  readonly beta2: number;
  readonly epsilon: number;
  /** Number of this step, from 1; corrects the bias of the means. */
  readonly step: number;
}

/**
 * One step of Adam, on the native engine and wasm in one pass over memory instead of ten. The tensors of `state` are
 * consumed.
 * @see Kingma & Ba 2015, algorithm 1
 */
export function adamStep(state: AdamState, gradient: Tensor2D, settings: AdamSettings): AdamState {
  const { rate, beta1, beta2, epsilon, step } = settings;
  const scale = Math.sqrt(1 - beta2 ** step);
  // rate * (first / (1 - beta1^t)) / (sqrt(second / (1 - beta2^t)) + epsilon), with the corrections moved out.
  const corrected = { beta1, beta2, rate: (rate * scale) / (1 - beta1 ** step), epsilon: epsilon * scale };
  const next = moved(state, gradient, corrected);
  dispose([state.values, state.first, state.second]);
  return next;
}

function moved(state: AdamState, gradient: Tensor2D, coefficients: AdamCoefficients): AdamState {
  const native = nativeBackend();
  if (native) return nativeAdamStep(native, state, gradient, coefficients);
  const heap = wasmHeap();
  if (heap) return wasmAdamStep(heap, state, gradient, coefficients);
  return stepByParts(state, gradient, coefficients);
}

function stepByParts(state: AdamState, gradient: Tensor2D, coefficients: AdamCoefficients): AdamState {
  const { rate, beta1, beta2, epsilon } = coefficients;
  return tidy(() => {
    const first: Tensor2D = add(mul(state.first, beta1), mul(gradient, 1 - beta1));
    const second: Tensor2D = add(mul(state.second, beta2), mul(square(gradient), 1 - beta2));
    const values: Tensor2D = sub(state.values, mul(div(first, add(sqrt(second), epsilon)), rate));
    return { values, first, second };
  });
}
