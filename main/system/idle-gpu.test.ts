import { describe, expect, it } from 'vitest';
import { idleGpu } from './idle-gpu.ts';
import type { SetUp } from './set-up.ts';

const engine = { name: 'tensorflow', device: 'CPU, 2 threads', version: '2.15.1' } as const;
const machine = (setUp: SetUp | undefined, nvidia = true) => ({
  hasNvidia: () => Promise.resolve(nvidia),
  setUp: () => setUp,
});

describe('idleGpu', () => {
  it('says nothing where there is no GPU, where it is used, and in a package', async () => {
    expect(await idleGpu(engine, machine({ cuda: false }, false))).toEqual([]);
    expect(await idleGpu({ ...engine, device: 'GPU (CUDA)' }, machine({ cuda: true }))).toEqual([]);
    expect(await idleGpu({ ...engine, name: 'wasm' }, machine({ reasons: ['no g++'] }))).toEqual([]);
    expect(await idleGpu(null, machine({ cuda: true }))).toEqual([]);
    expect(await idleGpu(engine, machine(undefined))).toEqual([]);
  });

  it('offers the CUDA build with its size', async () => {
    expect(await idleGpu(engine, machine({ cuda: false }))).toEqual([
      expect.objectContaining({
        what: 'the NVIDIA GPU is not used',
        mend: 'npm run setup -- --cuda (2.3 GB to download, 3.6 GB kept)',
      }),
    ]);
  });

  it('names what keeps the CUDA build from the GPU', async () => {
    const refusal = 'CUDA_ERROR_SYSTEM_DRIVER_MISMATCH: system has unsupported display driver';
    expect(await idleGpu(engine, machine({ cuda: true, refusal }))).toEqual([
      expect.objectContaining({ why: refusal, mend: expect.stringContaining('525.60') as string }),
    ]);
    const driver = 'libcuda.so.1 cannot be loaded';
    expect(await idleGpu(engine, machine({ cuda: true, refusal: driver }))).toEqual([
      expect.objectContaining({ mend: expect.stringContaining('525.60') as string }),
    ]);
    const library = 'libcufft.so.11, libcuda.so.1 cannot be loaded';
    expect(await idleGpu(engine, machine({ cuda: true, refusal: library }))).toEqual([
      expect.objectContaining({ mend: 'delete .cache/native/wheel-cuda, then npm run setup -- --cuda' }),
    ]);
    expect(await idleGpu(engine, machine({ cuda: true }))).toEqual([
      expect.objectContaining({ mend: 'unset CUDA_VISIBLE_DEVICES' }),
    ]);
  });
});
