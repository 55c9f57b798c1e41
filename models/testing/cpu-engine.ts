import '@tensorflow/tfjs';
import * as tf from '@tensorflow/tfjs-core';

/** The plain JavaScript engine, which is always there: slow, and exact enough for small tests. */
export async function useCpuEngine(): Promise<void> {
  await tf.setBackend('cpu');
}

/** Runs `work` and returns how many tensors it left behind. */
export async function leakedTensors(work: () => unknown): Promise<number> {
  const before = tf.memory().numTensors;
  await work();
  return tf.memory().numTensors - before;
}
