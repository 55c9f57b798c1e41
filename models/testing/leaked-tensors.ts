import { memory } from '@tensorflow/tfjs-core';

/** Runs `work` and returns how many tensors it left behind. */
export async function leakedTensors(work: () => unknown): Promise<number> {
  const before = memory().numTensors;
  await work();
  return memory().numTensors - before;
}
