import '@tensorflow/tfjs';
import '@tensorflow/tfjs-backend-wasm';
import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { mendWasmSlice } from './wasm-slice.ts';

const values = (shape: number[], dtype: 'float32' | 'int32' = 'float32'): tf.Tensor =>
  tf.reshape(
    tf.range(
      0,
      shape.reduce((size, length) => size * length, 1),
      1,
      dtype,
    ),
    shape,
  );

/** The results of a computation on the reference backend and on the mended one, as nested arrays. */
async function both(compute: () => tf.Tensor[]): Promise<unknown[][]> {
  const results: unknown[][] = [];
  for (const name of ['cpu', 'wasm']) {
    await tf.setBackend(name);
    results.push(await Promise.all(compute().map((tensor) => tensor.array())));
  }
  return results;
}

async function expectSame(compute: () => tf.Tensor[]): Promise<void> {
  const [expected, got] = await both(compute);
  expect(got).toEqual(expected);
}

beforeAll(async () => {
  tf.enableProdMode();
  await tf.setBackend('wasm');
  await tf.ready();
  mendWasmSlice();
});

describe('the mended wasm slice', () => {
  it.each([
    [[7], [2], [3]],
    [[7], [0], [7]],
    [
      [1, 9],
      [0, 4],
      [1, 5],
    ],
    [
      [4, 5],
      [1, 0],
      [2, 5],
    ],
    [
      [4, 5],
      [0, 2],
      [4, 3],
    ],
    [
      [4, 5],
      [1, 2],
      [2, 2],
    ],
    [
      [3, 4, 5],
      [0, 1, 0],
      [3, 2, 5],
    ],
    [
      [3, 4, 5],
      [2, 0, 0],
      [1, 4, 5],
    ],
    [
      [3, 4, 5],
      [0, 0, 4],
      [3, 4, -1],
    ],
    [
      [3, 4, 5],
      [1, 1, 1],
      [2, 2, 2],
    ],
    [
      [3, 0],
      [1, 0],
      [1, 0],
    ],
    [
      [2, 3, 2, 2],
      [0, 1, 0, 0],
      [2, 2, 2, 2],
    ],
  ])('equals the cpu one: %j from %j, %j', async (shape, begin, size) => {
    await expectSame(() => [tf.slice(values(shape), begin, size)]);
  });

  it('leaves other types to the shipped one', async () => {
    await expectSame(() => [tf.slice(values([4, 5], 'int32'), [0, 2], [4, 3])]);
  });

  it('copies: the part outlives the whole', async () => {
    await tf.setBackend('wasm');
    const whole = tf.tensor1d([1, 2, 3, 4]);
    const part = tf.slice(whole, [1], [2]);
    whole.dispose();
    tf.fill([4], 9);
    expect(Array.from(await part.data())).toEqual([2, 3]);
  });
});

describe('the mended wasm split', () => {
  it.each([
    [[6], 3, 0],
    [[1, 9], [4, 5], 1],
    [[4, 6], 2, 0],
    [[4, 6], [1, 2, 3], 1],
    [[2, 4, 3], [1, -1], 1],
    [[2, 4, 3], 3, -1],
  ])('equals the cpu one: %j into %j along %j', async (shape, sizes, axis) => {
    await expectSame(() => tf.split(values(shape), sizes, axis));
  });
});
