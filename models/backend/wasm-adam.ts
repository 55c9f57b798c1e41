import { engine, type Tensor2D } from '@tensorflow/tfjs-core';
import type { AdamCoefficients, AdamState } from './adam-state.ts';
import type { WasmHeap } from './wasm-heap.ts';

/** One pass of plain arithmetic over the heap; each of the ten operations that it replaces would be a pass. */
export function wasmAdamStep(
  heap: WasmHeap,
  state: AdamState,
  gradient: Tensor2D,
  { rate, beta1, beta2, epsilon }: AdamCoefficients,
): AdamState {
  const [values, first, second] = [0, 1, 2].map(() => heap.makeOutput(gradient.shape, 'float32'));
  if (!values || !first || !second) throw new Error('expected room for the values and two moments');
  // Every tensor has been made, so the views stay valid.
  const at = (tensor: typeof values) => heap.typedArrayFromHeap(tensor);
  const [oldValues, oldFirst, oldSecond] = [at(state.values), at(state.first), at(state.second)];
  const [newValues, newFirst, newSecond, gradients] = [at(values), at(first), at(second), at(gradient)];
  for (let i = 0; i < gradients.length; i += 1) {
    const g = gradients[i] as number;
    const mean = beta1 * (oldFirst[i] as number) + (1 - beta1) * g;
    const meanSquare = beta2 * (oldSecond[i] as number) + (1 - beta2) * g * g;
    newFirst[i] = mean;
    newSecond[i] = meanSquare;
    newValues[i] = (oldValues[i] as number) - (rate * mean) / (Math.sqrt(meanSquare) + epsilon);
  }
  const tensorOf = (info: typeof values) => engine().makeTensorFromTensorInfo(info) as Tensor2D;
  return { values: tensorOf(values), first: tensorOf(first), second: tensorOf(second) };
}
