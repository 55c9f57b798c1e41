import '@tensorflow/tfjs';
import '@tensorflow/tfjs-backend-wasm';
import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { mendWasmSum } from './wasm-sum.ts';

/** Thirds, so that a sum in another order would be seen; none of the sums is the same. */
function thirds(shape: number[], dtype: 'float32' | 'int32' = 'float32'): tf.Tensor {
  const size = shape.reduce((product, length) => product * length, 1);
  return tf.tensor(
    Array.from({ length: size }, (_, i) => (dtype === 'int32' ? i : (i * i) / 3)),
    shape,
    dtype,
  );
}

beforeAll(async () => {
  tf.enableProdMode();
  await tf.setBackend('wasm');
  await tf.ready();
  mendWasmSum();
});

async function expectSame(compute: () => tf.Tensor): Promise<void> {
  await tf.setBackend('cpu');
  const expected = compute();
  const want = await expected.data();
  await tf.setBackend('wasm');
  const got = compute();
  expect([got.shape, got.dtype]).toEqual([expected.shape, expected.dtype]);
  const have = await got.data();
  expect(have.length).toBe(want.length);
  have.forEach((value, i) =>
    expect(value / want[i]! || value - want[i]!).toBeCloseTo(Number(want[i] !== 0), 6),
  );
}

describe('the mended wasm sum', () => {
  const axes = [0, 1, 2, -2, [0, 1], [1, 2], [0, 2], undefined];

  it.each(axes.flatMap((axis) => [true, false].map((keepDims) => ({ axis, keepDims }))))(
    'equals the cpu one: axis $axis, kept $keepDims',
    async ({ axis, keepDims }) => {
      await expectSame(() => tf.sum(thirds([3, 4, 5]), axis, keepDims));
    },
  );

  it('equals it for vectors, whole numbers and nothing', async () => {
    await expectSame(() => tf.sum(thirds([7]), 0));
    await expectSame(() => tf.sum(thirds([3, 4], 'int32'), 0));
    await expectSame(() => tf.sum(thirds([2, 0, 3]), 1));
    await expectSame(() => tf.sum(tf.scalar(2)));
  });

  it('leaves no memory behind, and is mended once', () => {
    const x = thirds([3, 4, 5]);
    const before = [tf.memory().numTensors, tf.memory().numDataBuffers];
    tf.tidy(() => void tf.sum(x, 1));
    expect([tf.memory().numTensors, tf.memory().numDataBuffers]).toEqual(before);
    const once = tf.getKernel('Sum', 'wasm');
    mendWasmSum();
    expect(tf.getKernel('Sum', 'wasm')).toBe(once);
    x.dispose();
  });
});
