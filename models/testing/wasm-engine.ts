import '@tensorflow/tfjs';
import '@tensorflow/tfjs-backend-wasm';
import * as tf from '@tensorflow/tfjs-core';
import { mendWasmMatMul } from '../backend/wasm-matmul.ts';
import { mendWasmSlice } from '../backend/wasm-slice.ts';
import { mendWasmSum } from '../backend/wasm-sum.ts';

/** The fallback engine as it ships, on one thread: for tests that train, in a third of the plain engine's time. */
export async function useWasmEngine(): Promise<void> {
  mendWasmMatMul();
  mendWasmSlice();
  mendWasmSum();
  await tf.setBackend('wasm');
}
