import '@tensorflow/tfjs';
import { setBackend } from '@tensorflow/tfjs-core';

/** The plain JavaScript engine, which is always there: slow, and exact enough for small tests. */
export async function useCpuEngine(): Promise<void> {
  await setBackend('cpu');
}
