import { matMul, randomNormal, tidy, version_core as tfjs } from '@tensorflow/tfjs-core';
import { type EngineInfo, type EnginePreference, loadEngine } from '../engine/load-engine.ts';
import { expose } from '../workers/expose.ts';

const SIZE = 1024;
const BUDGET_MS = 1_000;

export interface EngineProbe {
  readonly engine: EngineInfo;
  readonly gigaflops: number;
  readonly tfjs: string;
}

/** Billions of floating-point operations a second in a product of two 1024 x 1024 matrices, the best of a second. */
async function measureGigaflops(): Promise<number> {
  const [a, b] = [
    randomNormal([SIZE, SIZE], 0, 1, 'float32', 1),
    randomNormal([SIZE, SIZE], 0, 1, 'float32', 2),
  ];
  const multiply = async () => {
    const started = performance.now();
    const product = tidy(() => matMul(a, b));
    await product.data();
    product.dispose();
    return performance.now() - started;
  };
  await multiply();
  let best = await multiply();
  for (const end = performance.now() + BUDGET_MS; performance.now() < end;)
    best = Math.min(best, await multiply());
  a.dispose();
  b.dispose();
  return (2 * SIZE ** 3) / (best / 1000) / 1e9;
}

const functions = {
  engine: async ({ preference }: { preference: EnginePreference }): Promise<EngineProbe> => {
    const engine = await loadEngine(preference);
    return { engine, gigaflops: await measureGigaflops(), tfjs };
  },
  // Imported here, so that a library that does not load fails this call alone.
  storage: async () => (await import('../records/versions.ts')).storageVersions(),
};
export type NativesFunctions = typeof functions;
expose({ functions });
